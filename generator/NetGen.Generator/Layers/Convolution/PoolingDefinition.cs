using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>The largest value or the mean of each channel over a window.</summary>
internal abstract class PoolingDefinition : WindowedDefinition
{
    private bool IsMax => Kind.Contains("Max");

    public override string? StreamObstacle(LayerModel layer) =>
        layer.Input.Rank == 2 ? "pools over steps; LastStep and recurrent layers give a result at each of them" : base.StreamObstacle(layer);

    public override long Flops(LayerModel layer) => (long)layer.Outputs * ((PoolingModel)layer).Window.Taps;

    public override FlowStep? Flow(LayerModel layer) => ConvolutionFlow.Of((PoolingModel)layer);

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        if (!RequirePositions(attribute, context))
        {
            return null;
        }

        var reader = new WindowReader(attribute, ReadSize(attribute, "size", "height", "width"), IsImage, strideIsSize: true);
        reader.RequirePaddingWithinWindow();
        (int height, int width) = Size(context.Input);
        WindowModel window = reader.Over(height, width);
        return new PoolingModel(
            Kind, context.Name, context.Input, Output(window.OutputHeight, window.OutputWidth, context.Input.Channels), window, IsMax, attribute.Named("CountPadding", true));
    }

    public override RowSupport Rows(LayerModel layer) => RowSupport.Alike;

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        var model = (PoolingModel)layer;
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        PoolingKernelPlan kernel = plan.Kernel(PoolingKernelPlan.Of(model, plan.Output(layer).Stride));
        if (Routing.Of(model, plan) is { } routing)
        {
            (string who, string what, string method) = routing.Rectifier is { } relu ? ($"{relu.Name}, {layer.Name}", "max(0, z)", "RoutedRectifiedMaxForward") : (layer.Name, "x", "RoutedMaxForward");
            plan.Forward(
                $"{who}: y = largest {what} over {Taps(model)}, and which position of {routing.Convolution.Name} has it   [rows, {model.Input.Listed}] -> [rows, {model.Output.Listed}]",
                $"{kernel.Name}.{method}", Argument.Read(x), Argument.Ref(y), Argument.Ref(plan.NewBufferLike(Origins(layer), layer)), Argument.Text("rows"));
            return;
        }

        if (model.Window.IsPartition && RectifierBefore(model, plan) is { } rectifier)
        {
            // One pass over the image instead of two.
            plan.TakeOver(rectifier);
            plan.Forward(
                $"{rectifier.Name}, {layer.Name}: a = max(0, z), y = largest a over {Taps(model)}   [rows, {model.Input.Listed}] -> [rows, {model.Output.Listed}]",
                kernel.Name + ".RectifiedMaxForward", Argument.Read(plan.PaddedInput(rectifier)), Argument.Ref(x), Argument.Ref(y), Argument.Text("rows"));
            return;
        }

        plan.Forward(
            $"{layer.Name}: y = {(model.IsMax ? "largest x" : "mean of x")} over {Taps(model)}   [rows, {model.Input.Listed}] -> [rows, {model.Output.Listed}]",
            $"{kernel.Name}.{(model.IsMax ? "MaxForward" : "AverageForward")}", Argument.Ref(x), Argument.Ref(y), Argument.Text("rows"));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        if (!plan.NeedsInputGradient(layer))
        {
            return;
        }

        var model = (PoolingModel)layer;
        if (Routing.Of(model, plan) is { } routing)
        {
            BufferPlan routed = plan.RouteGradient(layer, routing.Convolution);
            if (routing.Rectifier is { } relu)
            {
                plan.Backward(
                    $"{layer.Name}, {relu.Name}: dL/dz = dL/dy where y > 0, 0 elsewhere, at the position that has y   [rows, {model.Output.Listed}]",
                    PoolingKernelPlan.Of(model, plan.Output(layer).Stride).Name + ".RoutedRectifiedMaxBackward",
                    Argument.Read(plan.Output(layer)), Argument.Ref(routed), Argument.Text("rows"));
            }

            return;
        }

        BufferPlan dy = plan.Gradient(layer);
        LayerModel? rectifier = RectifierBefore(model, plan);
        BufferPlan dx = rectifier is null ? plan.NewInputGradient(layer) : plan.NewTurnedGradient(layer);
        PoolingKernelPlan kernel = plan.Kernel(PoolingKernelPlan.Of(model, plan.Output(layer).Stride));
        string shapes = $"[rows, {model.Output.Listed}] -> [rows, {model.Input.Listed}]";
        if (rectifier is not null)
        {
            plan.Backward(
                $"{layer.Name}, {rectifier.Name}: dL/dz = dL/dy at the first largest a of each window where a > 0, 0 elsewhere   {shapes}", kernel.Name + ".RectifiedMaxBackward",
                Argument.Ref(plan.PaddedInput(layer)), Argument.Ref(plan.Output(layer)), Argument.Ref(dy), Argument.Ref(dx), Argument.Text("rows"));
        }
        else if (model.IsMax)
        {
            plan.Backward(
                $"{layer.Name}: dL/dx = dL/dy at the first largest x of each window, 0 elsewhere   {shapes}", kernel.Name + ".MaxBackward",
                Argument.Ref(plan.PaddedInput(layer)), Argument.Ref(plan.Output(layer)), Argument.Ref(dy), Argument.Ref(dx), Argument.Text("rows"));
        }
        else
        {
            plan.Backward(
                $"{layer.Name}: dL/dx = dL/dy / size, summed over the windows   {shapes}", kernel.Name + ".AverageBackward",
                Argument.Ref(dy), Argument.Ref(dx), Argument.Text("rows"));
        }
    }

    /// <summary>The name of the buffer that holds which position has the largest value of each window.</summary>
    public static string Origins(LayerModel layer) => layer.Name + "_origins";

    /// <summary>The ReLU, behind another layer, whose output this layer alone reads, and takes the largest values of.</summary>
    private static LayerModel? RectifierBefore(PoolingModel model, PlanBuilder plan)
    {
        int source = model.Sources[0];
        return model.IsMax && source >= 0 && plan.Layer(source) is { Kind: "ReLU" } rectifier && rectifier.Sources[0] >= 0 && plan.Readers(source) == 1 ? rectifier : null;
    }

    private static string Taps(PoolingModel model) => model.Window.IsSequence
        ? Text.Of(model.Window.KernelWidth)
        : $"{Text.Of(model.Window.KernelHeight)} x {Text.Of(model.Window.KernelWidth)}";
}
