using NetGen;

namespace SampleKit.Data;

/// <summary>The network whose opinion the deep networks have to learn: argmax of tanh(x·A)·B.</summary>
[Network(Bias = false), Input(20)]
[Dense(64, Init = Init.LeCunNormal, InitScale = 2f), Tanh]
[Dense(10, Init = Init.LeCunNormal)]
public partial class Teacher;
