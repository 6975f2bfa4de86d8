using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Activations;

/// <summary>max(0, x) + slope·min(0, x) with a learned slope, one for the layer or one for each unit.</summary>
internal sealed class PReLUDefinition : ActivationDefinition
{
    public override string Kind => "PReLU";

    public override InitFamily Family => InitFamily.He;

    protected override IReadOnlyList<string> ArgumentNames => ["initialSlope"];

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        var model = (ActivationModel)layer;
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        ParameterPlan slope = plan.NewParameter(
            layer, ParameterRole.Slope, 1, PerUnit(model) ? layer.Output.Channels : 1,
            new InitializerModel(Init.Constant, model.Arguments[0], Fan.In, Distribution.Normal));
        plan.Forward(
            $"{layer.Name}: a = z for z > 0, slope * z otherwise   [rows, {layer.Output.Listed}]", "PReLUKernels.Forward",
            Argument.Ref(x), Argument.Ref(y), Argument.Parameter(slope), Argument.Text(Text.Of(PerUnit(model))),
            PlanBuilder.Rows(y), Argument.Text(Text.Of(y.Columns)), Argument.Text(Text.Of(y.Stride)));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        var model = (ActivationModel)layer;
        ParameterPlan slope = plan.Parameter(layer, ParameterRole.Slope)!;
        BufferPlan delta = plan.TurnGradient(layer);
        plan.BackwardBatch(
            $"{layer.Name}: dL/dslope = sum of dL/da * z where z <= 0; dL/dz = dL/da, times slope where z <= 0", "PReLUKernels.Backward",
            Argument.Ref(plan.PaddedInput(layer)), Argument.Ref(delta), Argument.Parameter(slope), Argument.Gradient(slope),
            Argument.Text(Text.Of(PerUnit(model))), PlanBuilder.Rows(delta), Argument.Text(Text.Of(delta.Columns)), Argument.Text(Text.Of(delta.Stride)));
        plan.Measure(slope);
    }

    public override ScalarFunction Function(EquatableArray<float> arguments) => ScalarFunction.Leaky(arguments[0]);

    protected override IEnumerable<float> Switches(AttributeReader attribute) => [attribute.Named("PerUnit", false) ? 1f : 0f];

    private static bool PerUnit(ActivationModel model) => model.Arguments[1] != 0;
}
