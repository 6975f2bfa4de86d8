using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>
/// Weights that are computed from what is learned: weight normalisation and spectral normalisation, for every layer with
/// weight matrices [in, out]. A definition calls <see cref="Plan"/> in its forward pass, uses the argument that it returns as
/// its weights, and calls <see cref="PlanGradient"/> when it has planned their gradient.
/// </summary>
internal static class EffectiveWeight
{
    private const string WeightNormMethod = "WeightNormKernels.Forward";
    private const string SpectralNormMethod = "SpectralNormKernels.Forward";

    /// <summary>Reads <c>WeightNorm</c> and <c>SpectralNorm</c>, of which a layer has one.</summary>
    public static WeightScheme Read(AttributeReader attribute, NetworkDefaults defaults)
    {
        bool weightNorm = attribute.Named("WeightNorm", defaults.WeightNorm);
        bool spectralNorm = attribute.Named("SpectralNorm", defaults.SpectralNorm);
        if (weightNorm && spectralNorm)
        {
            // What a layer says of itself goes before what holds for the network.
            if (attribute.IsSet("WeightNorm") == attribute.IsSet("SpectralNorm"))
            {
                attribute.Report(Descriptors.Contradiction, "SpectralNorm", "WeightNorm", "SpectralNorm", "both set the scale of the weights");
            }

            return attribute.IsSet("SpectralNorm") ? WeightScheme.SpectralNorm : WeightScheme.WeightNorm;
        }

        return weightNorm ? WeightScheme.WeightNorm : spectralNorm ? WeightScheme.SpectralNorm : WeightScheme.None;
    }

    /// <summary>What the network says for layers that do not.</summary>
    public static WeightScheme Of(NetworkDefaults defaults) =>
        defaults.WeightNorm ? WeightScheme.WeightNorm : defaults.SpectralNorm ? WeightScheme.SpectralNorm : WeightScheme.None;

    /// <summary>What the summary says of a layer whose weights are computed.</summary>
    public static string Describe(WeightScheme scheme) => scheme switch
    {
        WeightScheme.WeightNorm => ", weight norm",
        WeightScheme.SpectralNorm => ", spectral norm",
        _ => "",
    };

    /// <summary>Plans what the weights in effect are computed by, right after their parameter, and returns them.</summary>
    public static Argument Plan(LayerModel layer, ParameterPlan weight, WeightScheme scheme, PlanBuilder plan)
    {
        string own = weight.Name.Substring(layer.Name.Length + 1);
        string shape = weight.Gates == 1
            ? $"[{Text.Of(weight.Rows)}, {Text.Of(weight.Columns)}]"
            : $"[{Text.Of(weight.Rows / weight.Gates)}, {Text.Of(weight.Gates)} x {Text.Of(weight.Columns)}]";
        Argument[] sizes = Sizes(weight);
        if (scheme == WeightScheme.WeightNorm)
        {
            InitializerModel ones = new(Init.Ones, 1, Fan.In, Distribution.Normal);
            string suffix = MagnitudeSuffix(layer, weight);
            ParameterPlan magnitude = weight.Gates == 1
                ? plan.NewParameter(layer, ParameterRole.Magnitude, 1, weight.Columns, ones, suffix: suffix)
                : plan.NewGates(layer, ParameterRole.Magnitude, 1, weight.Gates, weight.Columns, ones, suffix);
            Argument inEffect = Argument.Derived(plan.NewDerived(weight.Length));
            plan.Derive(
                $"{layer.Name}: W = g * v / |v|, unit by unit   {shape}", WeightNormMethod,
                [Argument.Parameter(weight), Argument.Parameter(magnitude), inEffect, .. sizes]);
            return inEffect;
        }

        if (scheme == WeightScheme.SpectralNorm)
        {
            StatePlan u = plan.NewState(layer, own + ".u", Columns(weight), 1);
            StatePlan v = plan.NewState(layer, own + ".v", weight.Rows / weight.Gates, 0);
            Argument inEffect = Argument.Derived(plan.NewDerived(weight.Length));
            Argument sigma = Argument.Derived(plan.NewDerived(1));
            plan.NeedTraining();
            plan.Derive(
                $"{layer.Name}: W = V / sigma, sigma = v^T V u, its largest singular value; in training v = V u / |V u|, u = V^T v / |V^T v| first   {shape}", SpectralNormMethod,
                [Argument.Parameter(weight), Argument.State(u), Argument.State(v), inEffect, sigma, Argument.Text("training"), .. sizes]);
            return inEffect;
        }

        return Argument.Parameter(weight);
    }

    /// <summary>The weights that the layer computes with.</summary>
    public static Argument Of(ParameterPlan weight, PlanBuilder plan) =>
        Step(weight, plan) is { } step ? step.Arguments.First(static a => a.Kind == ArgumentKind.Derived) : Argument.Parameter(weight);

    /// <summary>
    /// Turns the gradient of the weights in effect, complete with penalties, into that of the parameter, and measures it and
    /// that of the magnitude.
    /// </summary>
    /// <param name="layer">The layer.</param>
    /// <param name="weight">What is learned.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="isMeasured">Whether the step that computed the gradient measured it, where it is complete with that step.</param>
    public static void PlanGradient(LayerModel layer, ParameterPlan weight, PlanBuilder plan, bool isMeasured = false)
    {
        StepPlan? step = Step(weight, plan);
        Argument[] sizes = Sizes(weight);
        ParameterPlan? magnitude = step?.Method == WeightNormMethod ? plan.Parameter(layer, MagnitudeSuffix(layer, weight)) : null;
        if (magnitude is not null)
        {
            plan.BackwardParameters(
                $"{layer.Name}: dL/dg = dL/dW . v / |v|;  dL/dv = g / |v| * (dL/dW - dL/dg * v / |v|)", "WeightNormKernels.Backward",
                [Argument.Parameter(weight), Argument.Parameter(magnitude), Argument.Gradient(weight), Argument.Gradient(weight), Argument.Gradient(magnitude), .. sizes]);
        }
        else if (step is not null)
        {
            plan.BackwardParameters(
                $"{layer.Name}: dL/dV = (dL/dW - (dL/dW . W) * v u^T) / sigma", "SpectralNormKernels.Backward",
                [step.Arguments[3], step.Arguments[1], step.Arguments[2], step.Arguments[4], Argument.Gradient(weight), .. sizes]);
        }

        if (!isMeasured)
        {
            plan.Measure(weight);
        }

        if (magnitude is not null)
        {
            plan.Measure(magnitude);
        }
    }

    /// <summary>Matrices side by side, such as those of gates, are one matrix, with the padding of each within its rows.</summary>
    private static Argument[] Sizes(ParameterPlan weight) =>
        [Argument.Number(weight.Rows / weight.Gates), Argument.Number(Columns(weight)), Argument.Number(weight.Gates * weight.Stride)];

    private static int Columns(ParameterPlan weight) => weight.Gates == 1 ? weight.Columns : weight.Gates * weight.Stride;

    private static StepPlan? Step(ParameterPlan weight, PlanBuilder plan) => plan.DeriveSteps.FirstOrDefault(
        s => s.Method is WeightNormMethod or SpectralNormMethod && s.Arguments[0] == Argument.Parameter(weight));

    /// <summary>"magnitude" of the layer's weight, "recurrentMagnitude" of its recurrentWeight.</summary>
    private static string MagnitudeSuffix(LayerModel layer, ParameterPlan weight)
    {
        string own = weight.Name.Substring(layer.Name.Length + 1);
        return own == "weight" ? "magnitude" : own.EndsWith("Weight", StringComparison.Ordinal) ? own.Substring(0, own.Length - 6) + "Magnitude" : own + "Magnitude";
    }
}
