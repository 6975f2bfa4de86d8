using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>The steps that convolutions share: weights and biases with their gradients, and convolutions of one tap as matrix products.</summary>
internal static class ConvolutionPlanner
{
    /// <summary>The weight in effect, with the step that computes it where it is normalised.</summary>
    public static Argument PlanWeight(ConvolutionModel model, PlanBuilder plan)
    {
        ParameterPlan weight = plan.NewParameter(model, ParameterRole.Weight, model.Rows, model.Filters, model.Weights.WeightInit, model.Weights);
        return EffectiveWeight.Plan(model, weight, model.Weights.Scheme, plan);
    }

    public static Argument PlanBias(ConvolutionModel model, PlanBuilder plan) =>
        model.Weights.Bias ? Argument.Parameter(plan.NewParameter(model, ParameterRole.Bias, 1, model.Filters, model.Weights.BiasInit)) : Argument.Null;

    public static Argument WeightInEffect(ConvolutionModel model, PlanBuilder plan) =>
        EffectiveWeight.Of(plan.Parameter(model, ParameterRole.Weight)!, plan);

    /// <summary>Adds the penalty to the gradient of the weight in effect, makes it that of what is learned, and measures it.</summary>
    public static void CompleteWeight(ConvolutionModel model, ParameterPlan weight, PlanBuilder plan)
    {
        WeightPenalty.Plan(model, weight, plan);
        EffectiveWeight.PlanGradient(model, weight, plan);
    }

    public static void PlanBiasGradient(ConvolutionModel model, BufferPlan dz, PlanBuilder plan)
    {
        if (plan.Parameter(model, ParameterRole.Bias) is { } bias)
        {
            plan.BackwardParameters(
                $"{model.Name}: dL/db = sum of dL/dz over rows and positions   [{Text.Of(model.Filters)}]", "ColumnSumKernel.Sum",
                Argument.Ref(dz), Argument.Number(dz.Stride), Argument.Gradient(bias), PlanBuilder.Rows(dz), plan.Measured(bias));
        }
    }

    public static void ForwardPointwise(
        string equation, int inputs, int outputs, BufferPlan x, Argument weight, Argument bias, BufferPlan z, PlanBuilder plan, bool needsInputGradient)
    {
        DenseKernelPlan kernel = plan.Dense(inputs, outputs, needsInputGradient);
        plan.Forward(equation, kernel.Name + "_Forward", Argument.Ref(x), Argument.Number(x.Stride), weight, bias, Argument.Ref(z), PlanBuilder.Rows(z));
    }

    public static void WeightGradientPointwise(string equation, int inputs, int outputs, BufferPlan x, BufferPlan dz, ParameterPlan weight, PlanBuilder plan)
    {
        DenseKernelPlan kernel = plan.Dense(inputs, outputs, needsInputGradient: false);
        plan.WeightGradient(equation, kernel, x, dz, weight, PlanBuilder.Rows(dz), PlanBuilder.Unmeasured);
    }

    public static void InputGradientPointwise(string equation, int inputs, int outputs, BufferPlan dz, Argument weight, BufferPlan dx, PlanBuilder plan)
    {
        DenseKernelPlan kernel = plan.Dense(inputs, outputs, needsInputGradient: true);
        plan.NeedScratch(PlanBuilder.Padded(outputs) * PlanBuilder.Padded(inputs));
        plan.Backward(equation, kernel.Name + "_InputGradient", Argument.Read(dz), weight, Argument.Scratch, Argument.Ref(dx), PlanBuilder.Rows(dx));
    }

    /// <summary>One step of a stream: the window over it and the steps before it, which the caller's state holds.</summary>
    public static void ForwardStep(
        string equation, string name, CausalConvolutionKernelPlan kernel, BufferPlan x, Argument weight, Argument bias, BufferPlan z, PlanBuilder plan)
    {
        plan.Kernel(kernel);
        BufferPlan past = plan.NewCarried(name + "_past", Shape.Of(kernel.Lines, kernel.LineStride));
        plan.Forward(
            equation, kernel.Name + ".Step",
            Argument.Ref(x), Argument.Number(x.Stride), weight, bias, Argument.Ref(z), Argument.Ref(past), Argument.Text("position"), Argument.Text("rows"));
    }

    /// <summary>Scratch memory for a step, or none.</summary>
    public static Argument Scratch(PlanBuilder plan, int floats)
    {
        if (floats == 0)
        {
            return Argument.Null;
        }

        plan.NeedScratch(floats);
        return Argument.Scratch;
    }

    /// <summary>What the forward step turns into what.</summary>
    public static string Shapes(ConvolutionModel model)
    {
        WindowModel w = model.Window;
        string taps = w.IsSequence ? Text.Of(w.KernelWidth) : $"{Text.Of(w.KernelHeight)} x {Text.Of(w.KernelWidth)}";
        string more = (w.StrideY == 1 && w.StrideX == 1 ? "" : $", stride {Axes(w, w.StrideY, w.StrideX)}")
            + (w.DilationY == 1 && w.DilationX == 1 ? "" : $", dilation {Axes(w, w.DilationY, w.DilationX)}")
            + (model.Groups == 1 ? "" : $", {Text.Of(model.Groups)} groups");
        return $"[rows, {model.Input.Listed}], {taps} taps{more} -> [rows, {model.Output.Listed}]";
    }

    private static string Axes(WindowModel window, int y, int x) => window.IsSequence || y == x ? Text.Of(x) : $"{Text.Of(y)} x {Text.Of(x)}";
}
