using NetGen.Generator.Diagnostics;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>Zeros around an image.</summary>
internal class ZeroPad2DDefinition : WindowedDefinition
{
    public override string Kind => "ZeroPad2D";

    public override string Sample => "[ZeroPad2D(1)]";

    public override string? StreamObstacle(LayerModel layer) => "adds steps; a convolution with Padding = Padding.Causal pads by itself";

    public override long Flops(LayerModel layer) => 0;

    public override FlowStep? Flow(LayerModel layer) => new PadFlow();

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        if (!RequirePositions(attribute, context))
        {
            return null;
        }

        int[] amounts = [.. Amounts(attribute)];
        (int height, int width) = Size(context.Input);
        long paddedHeight = (long)amounts[0] + height + amounts[1], paddedWidth = (long)amounts[2] + width + amounts[3];
        if (paddedHeight > Limits.Size || paddedWidth > Limits.Size)
        {
            attribute.ReportHere(Descriptors.SizeOutOfRange, $"The output of {Kind}", $"{Text.Of(paddedHeight)} x {Text.Of(paddedWidth)}", Text.Of(Limits.Size));
            return new ZeroPadModel(Kind, context.Name, context.Input, context.Input, height, width, 0, 0, 0, 0);
        }

        return new ZeroPadModel(
            Kind, context.Name, context.Input, Output((int)paddedHeight, (int)paddedWidth, context.Input.Channels), height, width, amounts[0], amounts[1], amounts[2], amounts[3]);
    }

    public override RowSupport Rows(LayerModel layer) => RowSupport.Alike;

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        plan.Forward(
            $"{layer.Name}: y = x within zeros   [rows, {layer.Input.Listed}] -> [rows, {layer.Output.Listed}]", "PaddingKernels.Pad",
            [Argument.Ref(x), Argument.Ref(y), Argument.Text("rows"), .. Geometry((ZeroPadModel)layer, x.Stride)]);
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        if (!plan.NeedsInputGradient(layer))
        {
            return;
        }

        BufferPlan dy = plan.Gradient(layer);
        BufferPlan dx = plan.NewInputGradient(layer);
        plan.Backward(
            $"{layer.Name}: dL/dx = dL/dy without what belongs to the zeros   [rows, {layer.Output.Listed}] -> [rows, {layer.Input.Listed}]", "PaddingKernels.Crop",
            [Argument.Ref(dy), Argument.Ref(dx), Argument.Text("rows"), .. Geometry((ZeroPadModel)layer, dx.Stride)]);
    }

    /// <summary>Top, bottom, left and right.</summary>
    protected virtual IEnumerable<int> Amounts(AttributeReader attribute)
    {
        if (attribute.Attribute.ConstructorArguments.Length == 1)
        {
            int all = Amount(attribute, "pad");
            return [all, all, all, all];
        }

        return new[] { "top", "bottom", "left", "right" }.Select(side => Amount(attribute, side));
    }

    /// <summary>An argument of the constructor; out of range it is reported once.</summary>
    protected static int Amount(AttributeReader attribute, string argument)
    {
        int amount = attribute.Positional<int>(argument);
        if (amount is >= 0 and <= Limits.Size)
        {
            return amount;
        }

        attribute.Report(
            Descriptors.OptionOutOfRange, argument, $"{attribute.Kind}.{argument}", Text.Of(amount), $"a whole number from 0 to {Text.Of(Limits.Size)}");
        return 0;
    }

    private static IEnumerable<Argument> Geometry(ZeroPadModel model, int stride) =>
        new[] { model.Height, model.Width * stride, model.Top, model.Bottom, model.Left * stride, model.Right * stride }.Select(Argument.Number);
}
