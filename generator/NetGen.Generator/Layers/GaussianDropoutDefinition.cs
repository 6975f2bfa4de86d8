using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Values times noise with mean 1.</summary>
internal sealed class GaussianDropoutDefinition : NoiseDefinition
{
    public override string Kind => "GaussianDropout";

    protected override string Method => "DropoutKernels.ForwardGaussian";

    protected override string Formula(NoiseModel model)
    {
        string rate = FloatLiteral.Of(model.Strength).TrimEnd('f');
        return $"y = x * m with m ~ N(1, {rate} / (1 - {rate}))";
    }
}
