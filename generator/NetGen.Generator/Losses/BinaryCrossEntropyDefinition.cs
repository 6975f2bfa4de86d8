using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.Generator.Losses;

internal sealed class BinaryCrossEntropyDefinition : LossDefinition
{
    public override string Kind => "BinaryCrossEntropy";

    public override string Formula => "L = mean softplus(z) - t z;  dL/dz = (sigmoid(z) - t) / n";

    public override string? Misfit(LayerModel last) => last.Kind is "Sigmoid" or "Softmax" or "LogSigmoid" or "LogSoftmax"
        ? $"it contains the sigmoid, and the layer before it, {last.Name}, is {last.Kind}; remove [{last.Kind}]"
        : null;

    // Without an activation before it: dl/dz = sigmoid(z) - t, t equally often 0 and 1.
    protected override Func<double, TargetMoments> Slope(LossModel loss, TargetDistribution targets) => static z =>
    {
        double s = SpecialFunctions.Sigmoid(z);
        return new(s - 0.5, (s * s) - s + 0.5);
    };
}
