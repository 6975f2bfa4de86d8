using NetGen;

namespace LeNet;

/// <summary>LeNet-5 (LeCun et al. 1998) as it is built today: 28 x 28 pixels in, ten scores out, ReLU and max-pooling between.</summary>
[Network, Input(28, 28, 1)]
[Conv2D(6, kernel: 5), ReLU, MaxPool2D(2)]
[Conv2D(16, kernel: 5), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(120), ReLU]
[Dense(84), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class LeNet5;
