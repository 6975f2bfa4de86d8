using NetGen.Generator.Model;

namespace NetGen.Generator.Losses;

internal sealed class BinaryCrossEntropyDefinition : LossDefinition
{
    public override string Kind => "BinaryCrossEntropy";

    public override string Formula => "L = mean softplus(z) - t z;  dL/dz = (sigmoid(z) - t) / n";

    public override string? Misfit(LayerModel last) => last.Kind is "Sigmoid" or "Softmax" or "LogSigmoid" or "LogSoftmax"
        ? $"it contains the sigmoid, and the layer before it, {last.Name}, is {last.Kind}; remove [{last.Kind}]"
        : null;
}
