using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>A pooling window over all positions, which leaves a vector of channels.</summary>
internal abstract class GlobalPoolingDefinition : PoolingDefinition
{
    public override string SampleInput => "[Input(4, 3, 5)]";

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        if (context.Input.Rank is not (2 or 3))
        {
            attribute.ReportHere(
                Descriptors.ShapeDoesNotFit, attribute.Kind,
                $"it works on an image, height x width x channels, or a sequence, steps x features, and what comes before it has the shape {context.Input}");
            return null;
        }

        (int height, int width) = context.Input.Rank == 3 ? (context.Input.Dims[0], context.Input.Dims[1]) : (1, context.Input.Dims[0]);
        return new PoolingModel(
            Kind, context.Name, context.Input, Shape.Of(context.Input.Channels), new WindowModel(height, width, 1, 1, height, width, 1, 1, 1, 1, 0, 0),
            Kind.Contains("Max"), CountPadding: true);
    }

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        if (Lengths(layer, plan) is not { } lengths)
        {
            base.PlanForward(layer, plan);
            return;
        }

        bool isMax = ((PoolingModel)layer).IsMax;
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        plan.Forward(
            $"{layer.Name}: y = {(isMax ? "largest x" : "mean of x")} over the real steps of each sample   [rows, {layer.Input.Listed}] -> [rows, {layer.Output.Listed}]",
            isMax ? "StepPoolingKernels.MaxForward" : "StepPoolingKernels.MeanForward",
            Argument.Ref(x), Argument.Ref(y), Argument.Ref(lengths), Argument.Text("rows"), Argument.Number(x.Positions), Argument.Number(x.Stride));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        if (Lengths(layer, plan) is not { } lengths)
        {
            base.PlanBackward(layer, plan);
            return;
        }

        if (!plan.NeedsInputGradient(layer))
        {
            return;
        }

        BufferPlan dy = plan.Gradient(layer);
        BufferPlan dx = plan.NewInputGradient(layer);
        Argument[] sizes = [Argument.Ref(lengths), Argument.Text("rows"), Argument.Number(dx.Positions), Argument.Number(dx.Stride)];
        string shapes = $"[rows, {layer.Output.Listed}] -> [rows, {layer.Input.Listed}]";
        if (((PoolingModel)layer).IsMax)
        {
            plan.Backward(
                $"{layer.Name}: dL/dx = dL/dy at the first largest x of the real steps, 0 elsewhere   {shapes}", "StepPoolingKernels.MaxBackward",
                [Argument.Ref(plan.PaddedInput(layer)), Argument.Ref(plan.Output(layer)), Argument.Ref(dy), Argument.Ref(dx), .. sizes]);
        }
        else
        {
            plan.Backward(
                $"{layer.Name}: dL/dx = dL/dy / length at the real steps, 0 at padding   {shapes}", "StepPoolingKernels.MeanBackward",
                [Argument.Ref(dy), Argument.Ref(dx), .. sizes]);
        }
    }

    /// <summary>The lengths of samples, where positions are steps of which some may be padding.</summary>
    private static BufferPlan? Lengths(LayerModel layer, PlanBuilder plan) => layer.Input.Rank == 2 ? plan.Lengths(layer.Input.Dims[0]) : null;
}
