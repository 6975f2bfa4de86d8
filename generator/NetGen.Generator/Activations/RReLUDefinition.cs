using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Activations;

/// <summary>Leaky ReLU whose slope is drawn for each value in training and is the mean slope in prediction.</summary>
internal sealed class RReLUDefinition : ActivationDefinition
{
    public override string Kind => "RReLU";

    public override InitFamily Family => InitFamily.He;

    protected override IReadOnlyList<string> ArgumentNames => ["lower", "upper"];

    /// <summary>
    /// One slope with the mean square of those drawn: squares are exact. What two samples have in common, for which the square of the
    /// mean slope counts, is too much by a few percent of what lies below zero.
    /// </summary>
    public override ScalarFunction Function(EquatableArray<float> arguments)
    {
        double lower = arguments[0], upper = arguments[1];
        return ScalarFunction.Leaky(Math.Sqrt(((lower * lower) + (lower * upper) + (upper * upper)) / 3));
    }

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        var model = (ActivationModel)layer;
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        BufferPlan slopes = plan.NewBuffer(SlopesName(layer), layer.Output);
        plan.NeedTraining();
        plan.Forward(
            $"{layer.Name}: a = z for z > 0, slope * z otherwise, slope ~ U(lower, upper) in training   [rows, {layer.Output.Listed}]",
            "RReLUKernels.Forward",
            Argument.Ref(x), Argument.Ref(y), Argument.Ref(slopes),
            Argument.Text(FloatLiteral.Of(model.Arguments[0])), Argument.Text(FloatLiteral.Of(model.Arguments[1])),
            Argument.Text("training"), Argument.Text("seed"), Argument.Text("step"), Argument.Text(Text.Of(plan.IndexOf(layer))),
            Argument.Text(y.Positions == 1 ? "firstRow" : $"firstRow * {Text.Of(y.Positions)}L"),
            PlanBuilder.Rows(y), Argument.Text(Text.Of(y.Columns)), Argument.Text(Text.Of(y.Stride)));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        if (!plan.NeedsInputGradient(layer))
        {
            return;
        }

        BufferPlan delta = plan.TurnGradient(layer);
        BufferPlan slopes = plan.Buffer(SlopesName(layer));
        plan.Backward(
            $"{layer.Name}: dL/dz = dL/da * slope", "RReLUKernels.Backward",
            Argument.Read(slopes), Argument.Ref(delta), PlanBuilder.Rows(delta),
            Argument.Text(Text.Of(delta.Columns)), Argument.Text(Text.Of(delta.Stride)));
    }

    protected override void Check(AttributeReader attribute) => attribute.Require(
        attribute.Positional<float>("upper") >= attribute.Positional<float>("lower"), "upper", attribute.Positional<float>("upper"), "at least lower");

    private static string SlopesName(LayerModel layer) => layer.Name + "_slopes";
}
