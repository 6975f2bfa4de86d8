using NetGen.Generator.Diagnostics;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>The same values in another shape: nothing at all where they lie alike in memory, a copy otherwise.</summary>
internal class ReshapeDefinition : LayerDefinition
{
    public override string Kind => "Reshape";

    public override string Sample => "[Reshape(2, 2)]";

    public override string? StreamObstacle(LayerModel layer) =>
        layer.Input.Rank == 2 ? "puts values of several steps together" : base.StreamObstacle(layer);

    public override long Flops(LayerModel layer) => 0;

    public override FlowStep? Flow(LayerModel layer) => new ReshapeFlow();

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        Shape? output = ShapeReader.Read(attribute);
        if (output is null)
        {
            return null;
        }

        if (output.Size != context.Input.Size)
        {
            attribute.ReportHere(
                Descriptors.ShapeDoesNotFit, $"Reshape({output.Listed})",
                $"{output} has {Text.Of(output.Size)} values, and what comes before it, {context.Input}, has {Text.Of(context.Input.Size)}");
        }

        return new ReshapeModel(Kind, context.Name, context.Input, output);
    }

    /// <summary>A copy reads any rows; a view needs rows that are what its own shape has.</summary>
    public override RowSupport Rows(LayerModel layer) => layer.Input.Channels == layer.Output.Channels ? RowSupport.Padded : RowSupport.Input;

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        BufferPlan x = plan.LayerInput(layer);
        if (IsPassed(layer, x))
        {
            plan.PassOutput(layer);
            return;
        }

        BufferPlan y = plan.NewOutput(layer);
        plan.Forward(
            $"{layer.Name}: [rows, {layer.Input.Listed}] -> [rows, {layer.Output.Listed}]", "CopyKernels.Reshape",
            Argument.Ref(x), Argument.Number(x.Columns), Argument.Number(x.Stride),
            Argument.Ref(y), Argument.Number(y.Columns), Argument.Number(y.Stride), Argument.Text("rows"), Argument.Number(layer.Outputs));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        if (!plan.NeedsInputGradient(layer))
        {
            return;
        }

        if (IsPassed(layer, plan.LayerInput(layer)))
        {
            plan.PassGradient(layer);
            return;
        }

        BufferPlan dy = plan.Gradient(layer);
        BufferPlan dx = plan.NewInputGradient(layer);
        plan.Backward(
            $"{layer.Name}: dL/dx = dL/dy   [rows, {layer.Output.Listed}] -> [rows, {layer.Input.Listed}]", "CopyKernels.Reshape",
            Argument.Ref(dy), Argument.Number(dy.Columns), Argument.Number(dy.Stride),
            Argument.Ref(dx), Argument.Number(dx.Columns), Argument.Number(dx.Stride), Argument.Text("rows"), Argument.Number(layer.Outputs));
    }

    /// <summary>
    /// True when both shapes lie alike in memory: rows of the same length, or rows without padding. The user's input is copied,
    /// because outputs of layers lie in the workspace.
    /// </summary>
    private static bool IsPassed(LayerModel layer, BufferPlan input) =>
        input.Space != BufferSpace.Input
        && (layer.Input.Channels == layer.Output.Channels || (layer.Input.Channels % 16 == 0 && layer.Output.Channels % 16 == 0));
}
