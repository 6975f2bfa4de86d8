using NetGen.Generator.Diagnostics;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>y = x(last).</summary>
internal sealed class LastStepDefinition : LayerDefinition
{
    public override string Kind => "LastStep";

    public override string Sample => "[LastStep]";

    public override string SampleInput => "[Input(4, 3)]";

    public override string? StreamObstacle(LayerModel layer) => null;

    public override FlowStep? Flow(LayerModel layer) => new SelectFlow();

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        if (context.Input.Rank != 2)
        {
            attribute.ReportHere(Descriptors.ShapeDoesNotFit, Kind, $"it takes a step of a sequence, and what comes in is {SequenceText.Describe(context.Input)}");
            return null;
        }

        return new LastStepModel(context.Name, context.Input);
    }

    public override long Flops(LayerModel layer) => 0;

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        plan.Forward(
            $"{layer.Name}: y = x(last)   [rows, {x.Shape.Listed}] -> [rows, {y.Shape.Listed}]", "SequenceKernels.Last",
            Argument.Ref(x), Argument.Ref(y), Lengths(layer, plan), Argument.Text("rows"), Argument.Number(x.Positions), Argument.Number(x.Stride));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        BufferPlan dy = plan.Gradient(layer);
        BufferPlan dx = plan.NewInputGradient(layer);
        plan.Backward(
            $"{layer.Name}: dL/dx = dL/dy at the last step, 0 before   [rows, {dx.Shape.Listed}]", "SequenceKernels.LastBackward",
            Argument.Ref(dy), Argument.Ref(dx), Lengths(layer, plan), Argument.Text("rows"), Argument.Number(dx.Positions), Argument.Number(dx.Stride));
    }

    private static Argument Lengths(LayerModel layer, PlanBuilder plan) => plan.Lengths(layer.Input.Dims[0]) is { } lengths ? Argument.Ref(lengths) : Argument.Null;
}
