using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>
/// A layer that multiplies by random factors in training. What is drawn depends on seed, step, layer, row and channel, so that
/// it does not matter how a batch is split.
/// </summary>
internal abstract class NoiseDefinition : LayerDefinition
{
    public override string Sample => $"[{Kind}(0.25f)]";

    public override bool IsPassedByInit => true;

    /// <summary>The kernel of the forward pass.</summary>
    protected abstract string Method { get; }

    /// <summary>What training computes, for people.</summary>
    protected abstract string Formula(NoiseModel model);

    // Factors of mean 1 and variance rate/(1-rate), whatever their distribution.
    public override FlowStep? Flow(LayerModel layer) =>
        Kind is "Dropout" or "GaussianDropout" ? new NoiseFlow(1 / (1.0 - ((NoiseModel)layer).Strength), 0, ((NoiseModel)layer).Spatial) : null;

    /// <summary>A stream predicts, which changes nothing.</summary>
    public override string? StreamObstacle(LayerModel layer) => null;

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        float rate = attribute.Positional<float>("rate");
        attribute.Require(rate is >= 0 and < 1, "rate", rate, "at least 0 and less than 1");
        return new NoiseModel(Kind, context.Name, context.Input, rate, attribute.Named("Spatial", false));
    }

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        var model = (NoiseModel)layer;
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        BufferPlan factors = plan.NewBuffer(FactorsName(model), model.Spatial ? Shape.Of(y.Columns) : y.Shape);
        plan.NeedTraining();
        plan.Forward(
            $"{layer.Name}: in training {Formula(model)}, otherwise y = x   [rows, {layer.Output.Listed}]", Method,
            Argument.Ref(x), Argument.Ref(y), Argument.Ref(factors), Argument.Text(FloatLiteral.Of(model.Strength)),
            Argument.Text("training"), Argument.Text("seed"), Argument.Text("step"), Argument.Number(plan.IndexOf(layer)),
            Argument.Text(factors.Positions == 1 ? "firstRow" : $"firstRow * {Text.Of(factors.Positions)}L"),
            PlanBuilder.Rows(factors), Argument.Number(y.Positions / factors.Positions), Argument.Number(y.Columns), Argument.Number(y.Stride));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        if (!plan.NeedsInputGradient(layer))
        {
            return;
        }

        BufferPlan delta = plan.TurnGradient(layer);
        BufferPlan factors = plan.Buffer(FactorsName((NoiseModel)layer));
        plan.Backward(
            $"{layer.Name}: in training dL/dx = dL/dy * m", "DropoutKernels.Backward",
            Argument.Ref(factors), Argument.Ref(delta), Argument.Text("training"),
            PlanBuilder.Rows(factors), Argument.Number(delta.Positions / factors.Positions), Argument.Number(delta.Columns), Argument.Number(delta.Stride));
    }

    private static string FactorsName(NoiseModel model) => model.Name + "_factors";
}
