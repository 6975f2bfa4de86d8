using System.Collections.Immutable;
using System.Globalization;

namespace NetGen;

/// <summary>Puts into words what the monitor found: the cause that the measurements point to, and what cures it before what only contains it.</summary>
internal static class HealthAdvisor
{
    // Networks and initializers assume inputs of mean square 1; outside this range their scale is worth naming.
    private const double LargeInput = 10;
    private const double SmallInput = 0.1;

    // Weight variance times fan-in: Xavier, He and LeCun give 1 to 2.
    private const double LargeGain = 4;
    private const double SmallGain = 0.25;

    public static ImmutableArray<HealthFinding> Findings(HealthMonitor monitor)
    {
        var findings = new List<HealthFinding>();
        if (monitor.Verdict == HealthVerdict.NonFinite)
        {
            findings.Add(NonFinite(monitor));
        }

        if (monitor.Verdict != HealthVerdict.Unknown)
        {
            foreach (ActivationWatch watch in monitor.Activations)
            {
                if (watch.Finding == HealthVerdict.Saturated)
                {
                    findings.Add(Saturated(monitor, watch));
                }
                else if (watch.Finding == HealthVerdict.Dead)
                {
                    findings.Add(Dead(monitor, watch));
                }
            }
        }

        foreach (WeightWatch watch in monitor.Weights)
        {
            if (watch.Verdict == HealthVerdict.Exploding)
            {
                findings.Add(Exploding(monitor, watch));
            }
            else if (watch.Verdict == HealthVerdict.Vanishing)
            {
                findings.Add(Vanishing(monitor, watch));
            }
        }

        foreach (TimeWatch watch in monitor.Times)
        {
            if (watch.Verdict is HealthVerdict.Vanishing or HealthVerdict.Exploding)
            {
                findings.Add(TimeAdvice.Of(monitor, watch));
            }
        }

        if (monitor.Verdict == HealthVerdict.Exploding && !findings.Exists(static f => f.Verdict == HealthVerdict.Exploding))
        {
            findings.Add(Spiking(monitor));
        }

        return [.. findings.OrderByDescending(static f => f.Verdict)];
    }

    private static HealthFinding NonFinite(HealthMonitor monitor) => new(
        "",
        "",
        HealthVerdict.NonFinite,
        Text($"Not finite at step {monitor.NonFiniteStep}: {monitor.NonFinite}.{InputCause(monitor)}{WeightCauses(monitor)}{TimeAdvice.Explosions(monitor)}"),
        TooLargeRemedy(monitor, suggestion: "well below the present one"));

    private static HealthFinding Exploding(HealthMonitor monitor, WeightWatch watch)
    {
        double rate = monitor.LearningRate * HealthMonitor.HighestHealthyRatio / watch.UpdateRatio;
        return new(
            watch.Layer.Name,
            watch.Layer.Source,
            HealthVerdict.Exploding,
            Text($"Each update changes its weights by {watch.UpdateRatio * 100:G3}% of their norm; 0.001% to 1% is healthy.{InputCause(monitor)}{WeightCause(watch)}"),
            TooLargeRemedy(monitor, Text($"about {rate:G1} by this measurement")));
    }

    private static HealthFinding Spiking(HealthMonitor monitor) => new(
        "",
        "",
        HealthVerdict.Exploding,
        Text($"The gradient norm stays above {HealthMonitor.SpikeFactor} times its running median ({monitor.MedianGradientNorm:G3}).{InputCause(monitor)}"),
        TooLargeRemedy(monitor, suggestion: "well below the present one"));

    private static HealthFinding Vanishing(HealthMonitor monitor, WeightWatch watch)
    {
        string ratio = watch.UpdateRatio == 0
            ? "Its weights do not change at all."
            : Text($"Each update changes its weights by {watch.UpdateRatio:G2} of their norm; 1e-5 to 1e-2 is healthy.");
        bool everywhere = true;
        foreach (WeightWatch other in monitor.Weights)
        {
            everywhere &= other.Verdict == HealthVerdict.Vanishing;
        }

        ActivationWatch? flat = FlatBehind(monitor, watch.Layer.Index);
        if (flat is not null)
        {
            return Finding(
                $"{ratio} The gradient is lost in {flat.Layer.Name}, which is {(flat.Finding == HealthVerdict.Dead ? "dead" : "saturated")}.",
                $"Cure {flat.Layer.Name}: see there.");
        }

        if (everywhere)
        {
            return Finding(
                Text($"{ratio} All layers are alike: the learning rate ({monitor.LearningRate:G3}) is too small for these gradients, the training has converged, or the gradient is zero from the loss on."),
                "A larger learning rate, or an optimizer that scales each step (Adam, RMSprop). If the loss has stopped falling at a low value, training is done.");
        }

        LayerInfo? squashing = monitor.Network.Layers.FirstOrDefault(l => l.Index > watch.Layer.Index && l.Kind is "Sigmoid" or "Tanh" or "HardSigmoid" or "HardTanh" or "Softsign");
        return Finding(
            $"{ratio} Layers nearer to the output learn: the gradient shrinks on its way back{(squashing is null ? "" : $", at each {squashing.Kind} by its slope")}.{WeightCause(watch)}{InputCause(monitor)}",
            squashing is null
                ? "Draw the weights with Init.Auto (He before ReLU); fewer layers, or an optimizer that scales each step (Adam) if the gradient is small but not zero."
                : "ReLU with Init.HeNormal or SELU with Init.LeCunNormal in the hidden layers cures it; Adam or RMSprop help as long as the gradient is small but not zero. A clip does not help.");

        HealthFinding Finding(string cause, string remedy) => new(watch.Layer.Name, watch.Layer.Source, HealthVerdict.Vanishing, cause, remedy);
    }

    private static HealthFinding Saturated(HealthMonitor monitor, ActivationWatch watch)
    {
        string input = InputCause(monitor);
        WeightWatch? weights = WeightsBefore(monitor, watch.Layer.Index);
        string drawn = weights is null ? "" : WeightCause(weights);
        string remedy = input.Length > 0 && monitor.InputRootMeanSquare > LargeInput
            ? "Standardise the inputs (DataSet.Standardize) first: no initialisation rescues inputs on that scale. Then Init.XavierUniform."
            : drawn.Length > 0
                ? "Init.Auto or Init.XavierUniform for the weights before it."
                : "A smaller learning rate or an L2 penalty keeps the weights before it from growing; ReLU with Init.HeNormal does not saturate.";
        return new(
            watch.Layer.Name,
            watch.Layer.Source,
            HealthVerdict.Saturated,
            Text($"{watch.SaturatedFraction * 100:F0}% of its outputs lie where {watch.Layer.Kind} is flat, so hardly any gradient passes.{input}{drawn}"),
            remedy);
    }

    private static HealthFinding Dead(HealthMonitor monitor, ActivationWatch watch)
    {
        WeightWatch? weights = WeightsBefore(monitor, watch.Layer.Index);
        return new(
            watch.Layer.Name,
            watch.Layer.Source,
            HealthVerdict.Dead,
            Text($"{watch.DeadFraction * 100:F0}% of its units gave zero for every sample of {HealthMonitor.DeadBatches} batches; they get no gradient and stay so.{InputCause(monitor)}{(weights is null ? "" : WeightCause(weights))}"),
            Text($"LeakyReLU or ELU instead of {watch.Layer.Kind} lets them recover. A smaller learning rate (now {monitor.LearningRate:G3}), scaled inputs and Init.HeNormal keep units from dying; start anew, for dead ones do not come back by themselves."));
    }

    private static string TooLargeRemedy(HealthMonitor monitor, string suggestion)
    {
        string clip = monitor.HasClip
            ? "The clip keeps the numbers finite"
            : "A clip (Clip.GlobalNorm(1)) keeps the numbers finite";
        string rate = Text($"a smaller learning rate (now {monitor.LearningRate:G3}; {suggestion})");
        return monitor.InputRootMeanSquare > LargeInput
            ? $"Standardise the inputs (DataSet.Standardize): that cures. {clip}, and so does {rate}, but neither gets far with inputs on this scale."
            : $"Take {rate}, and draw the weights with Init.Auto. {clip}; it does not remove the cause.";
    }

    private static string InputCause(HealthMonitor monitor) => monitor.InputRootMeanSquare switch
    {
        > LargeInput => Text($" The inputs are large: their root mean square is {monitor.InputRootMeanSquare:G3}, where about 1 is expected."),
        > 0 and < SmallInput => Text($" The inputs are small: their root mean square is {monitor.InputRootMeanSquare:G3}, where about 1 is expected."),
        _ => "",
    };

    private static string WeightCauses(HealthMonitor monitor)
    {
        string causes = "";
        foreach (WeightWatch watch in monitor.Weights)
        {
            causes += WeightCause(watch);
        }

        return causes;
    }

    /// <summary>Whether the weights were declared far from what keeps signals at their size.</summary>
    private static string WeightCause(WeightWatch watch)
    {
        InitializerSpec spec = watch.Parameter.Initializer;
        double scale = spec.Scale;
        double? variance = spec.Kind switch
        {
            Init.Normal or Init.TruncatedNormal => scale * scale,
            Init.Uniform => scale * scale / 3,
            Init.Zeros or Init.Constant or Init.Ones => 0,
            _ => null,
        };
        double gain = (variance ?? 1) * watch.Parameter.Rows;
        if (variance is not { } drawn || (gain >= SmallGain && gain <= LargeGain))
        {
            return "";
        }

        string name = watch.Parameter.Name;
        return drawn == 0
            ? $" All elements of {name} started alike, so that its units cannot differ."
            : Text($" {name} was drawn with deviation {Math.Sqrt(drawn):G2}, too {(gain > LargeGain ? "large" : "small")} for {watch.Parameter.Rows} inputs: about {Math.Sqrt(1.0 / watch.Parameter.Rows):G2} keeps signals at their size.");
    }

    private static WeightWatch? WeightsBefore(HealthMonitor monitor, int layer)
    {
        WeightWatch? last = null;
        foreach (WeightWatch watch in monitor.Weights)
        {
            last = watch.Layer.Index < layer ? watch : last;
        }

        return last;
    }

    private static ActivationWatch? FlatBehind(HealthMonitor monitor, int layer)
    {
        foreach (ActivationWatch watch in monitor.Activations)
        {
            if (watch.Layer.Index > layer && watch.Finding is HealthVerdict.Saturated or HealthVerdict.Dead)
            {
                return watch;
            }
        }

        return null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
