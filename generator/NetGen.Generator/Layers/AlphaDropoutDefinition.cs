using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Values become what SELU saturates at, at random, with mean and variance kept.</summary>
internal sealed class AlphaDropoutDefinition : NoiseDefinition
{
    public override string Kind => "AlphaDropout";

    public override FlowStep? Flow(LayerModel layer) => new AlphaDropoutFlow(((NoiseModel)layer).Strength, ((NoiseModel)layer).Spatial);

    protected override string Method => "DropoutKernels.ForwardAlpha";

    protected override string Formula(NoiseModel model) =>
        $"y = x * m + c with m = 0 at a rate of {FloatLiteral.Of(model.Strength).TrimEnd('f')} and a otherwise, so that SELU's mean and variance are kept";
}
