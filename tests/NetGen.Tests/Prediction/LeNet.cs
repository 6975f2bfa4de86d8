namespace NetGen.Tests.Prediction;

/// <summary>LeNet-5 with ReLU and max-pooling.</summary>
[Network, Input(28, 28, 1)]
[Conv2D(6, kernel: 5), ReLU, MaxPool2D(2)]
[Conv2D(16, kernel: 5), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(120), ReLU]
[Dense(84), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class LeNet;
