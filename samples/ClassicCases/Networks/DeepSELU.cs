using NetGen;

namespace ClassicCases.Networks;

/// <summary>Fifty layers of SELU, which normalise themselves.</summary>
[Network(Init = Init.LeCunNormal), Input(256, Mean = 0.5f, Std = 1.5f)]
[Repeat<SELULayer>(50)]
public partial class DeepSELU;
