using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>A depthwise convolution without bias and a dense layer at every position.</summary>
internal abstract class SeparableDefinition : ConvolutionDefinition
{
    /// <summary>The suffix of the first step's weights.</summary>
    public const string Depthwise = "depthwise";

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        var model = (ConvolutionModel)layer;
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan u = plan.NewBuffer(Name(model), model.Between);
        BufferPlan z = plan.NewOutput(layer);
        Argument weight = ConvolutionPlanner.PlanWeight(model, plan);
        ParameterPlan depthwise = plan.NewParameter(
            layer, ParameterRole.Weight, model.Window.Taps, model.Between.Channels,
            model.Weights.WeightInit with { Taps = model.Window.Taps, Centre = Centre(model.Window) },
            model.Weights, Depthwise);
        Argument first = EffectiveWeight.Plan(layer, depthwise, model.Weights.Scheme, plan);
        Argument bias = ConvolutionPlanner.PlanBias(model, plan);
        string equation = $"{layer.Name}: u = x * D, channel by channel   {ConvolutionPlanner.Shapes(DepthwiseOf(model))}";
        if (plan.IsStreaming && model.Window.Taps > 1)
        {
            ConvolutionPlanner.ForwardStep(equation, layer.Name, StepKernel(model), x, first, Argument.Null, u, plan);
        }
        else
        {
            ConvolutionKernelPlan kernel = plan.Kernel(KernelOf(model));
            plan.Forward(
                equation, kernel.Name + ".Forward",
                Argument.Ref(x), first, Argument.Null, Argument.Ref(u), ConvolutionPlanner.Scratch(plan, kernel.ScratchLength), Argument.Text("rows"));
        }

        ConvolutionPlanner.ForwardPointwise(
            $"{layer.Name}: z = u W{(model.Weights.Bias ? " + b" : "")}   [rows, {model.Between.Listed}] -> [rows, {model.Output.Listed}]",
            model.Between.Channels, model.Filters, u, weight, bias, z, plan, needsInputGradient: true);
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        var model = (ConvolutionModel)layer;
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan u = plan.Buffer(Name(model));
        BufferPlan dz = plan.Gradient(layer);
        ParameterPlan weight = plan.Parameter(layer, ParameterRole.Weight)!;
        ParameterPlan depthwise = plan.Parameter(layer, Depthwise)!;
        ConvolutionPlanner.WeightGradientPointwise(
            $"{layer.Name}: dL/dW = sum over rows and positions of u and dL/dz   [{Text.Of(weight.Rows)}, {Text.Of(weight.Columns)}]",
            model.Between.Channels, model.Filters, u, dz, weight, plan);
        ConvolutionPlanner.CompleteWeight(model, weight, plan);
        ConvolutionPlanner.PlanBiasGradient(model, dz, plan);
        BufferPlan du = plan.NewTemporary(Name(model), model.Between);
        ConvolutionPlanner.InputGradientPointwise(
            $"{layer.Name}: dL/du = dL/dz W^T   [rows, {model.Output.Listed}] -> [rows, {model.Between.Listed}]",
            model.Between.Channels, model.Filters, dz, ConvolutionPlanner.WeightInEffect(model, plan), du, plan);
        ConvolutionKernelPlan kernel = plan.Kernel(KernelOf(model));
        plan.BackwardParameters(
            $"{layer.Name}: dL/dD = sum over rows and positions of x and dL/du   [{Text.Of(depthwise.Rows)}, {Text.Of(depthwise.Columns)}]", kernel.Name + ".WeightGradient",
            Argument.Ref(x), Argument.Ref(du), Argument.Gradient(depthwise), ConvolutionPlanner.Scratch(plan, kernel.ScratchLength), Argument.Text("rows"));
        Argument first = EffectiveWeight.Of(depthwise, plan);
        ConvolutionPlanner.CompleteWeight(model, depthwise, plan);
        if (plan.NeedsInputGradient(layer))
        {
            BufferPlan dx = plan.NewInputGradient(layer);
            plan.Backward(
                $"{layer.Name}: dL/dx = dL/du spread with D   [rows, {model.Between.Listed}] -> [rows, {model.Input.Listed}]", kernel.Name + ".InputGradient",
                Argument.Ref(du), first, Argument.Ref(dx), ConvolutionPlanner.Scratch(plan, kernel.InputGradientScratchLength), Argument.Text("rows"));
        }
    }

    protected override LayerModel? Parse(AttributeReader attribute, LayerContext context, WindowReader reader)
    {
        int filters = ReadCount(attribute, "filters", attribute.Positional<int>("filters"));
        int between = DepthwiseConv2DDefinition.ReadFilters(attribute, context);
        (int height, int width) = Size(context.Input);
        WindowModel window = reader.Over(height, width);
        return new ConvolutionModel(
            Kind, context.Name, context.Input, Output(window.OutputHeight, window.OutputWidth, filters), window, 1, WeightReader.Read(attribute, context, 1, 0))
        {
            Multiplier = between / context.Input.Channels,
        };
    }

    private static string Name(ConvolutionModel model) => model.Name + ".between";

    private static int Centre(WindowModel window) => (window.KernelHeight / 2 * window.KernelWidth) + (window.KernelWidth / 2);

    /// <summary>The first step as a layer of its own.</summary>
    private static ConvolutionModel DepthwiseOf(ConvolutionModel model) => model with { Output = model.Between, Groups = model.Channels, Multiplier = 0 };

    private static ConvolutionKernelPlan KernelOf(ConvolutionModel model) => ConvolutionKernelPlan.Of(
        "GroupedConvolution", model.Window, model.Channels, PlanBuilder.Padded(model.Channels), model.Between.Channels, model.Channels);
}
