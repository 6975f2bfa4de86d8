using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>Values plus noise with mean 0, in training.</summary>
internal sealed class GaussianNoiseDefinition : LayerDefinition
{
    public override string Kind => "GaussianNoise";

    public override string Sample => "[GaussianNoise(0.25f)]";

    public override bool IsPassedByInit => true;

    public override FlowStep? Flow(LayerModel layer) =>
        new NoiseFlow(1, (double)((NoiseModel)layer).Strength * ((NoiseModel)layer).Strength);

    /// <summary>A stream predicts, which changes nothing.</summary>
    public override string? StreamObstacle(LayerModel layer) => null;

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        float deviation = attribute.Positional<float>("deviation");
        attribute.RequireNonNegative("deviation", deviation);
        return new NoiseModel(Kind, context.Name, context.Input, deviation, Spatial: false);
    }

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        string deviation = FloatLiteral.Of(((NoiseModel)layer).Strength);
        plan.NeedTraining();
        plan.Forward(
            $"{layer.Name}: in training y = x + noise ~ N(0, {deviation.TrimEnd('f')}^2), otherwise y = x   [rows, {layer.Output.Listed}]", "NoiseKernels.Forward",
            Argument.Ref(x), Argument.Ref(y), Argument.Text(deviation),
            Argument.Text("training"), Argument.Text("seed"), Argument.Text("step"), Argument.Number(plan.IndexOf(layer)),
            Argument.Text(y.Positions == 1 ? "firstRow" : $"firstRow * {Text.Of(y.Positions)}L"),
            PlanBuilder.Rows(y), Argument.Number(y.Columns), Argument.Number(y.Stride));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        if (plan.NeedsInputGradient(layer))
        {
            plan.PassGradient(layer);
        }
    }
}
