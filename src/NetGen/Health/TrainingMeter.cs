using System.Diagnostics.Metrics;

namespace NetGen;

/// <summary>
/// The meter named <c>NetGen</c>, for dotnet-counters, OpenTelemetry and others. A trainer asks once a step whether anybody
/// listens, and measures nothing for the meter otherwise.
/// </summary>
internal static class TrainingMeter
{
    public const string Name = "NetGen";

    private static readonly Meter s_meter = new(Name);

    private static readonly Histogram<double> s_norm = s_meter.CreateHistogram<double>(
        "netgen.gradient.norm", description: "Global L2 norm of the gradient before the clip.");

    private static readonly Gauge<double> s_layerNorm = s_meter.CreateGauge<double>(
        "netgen.layer.gradient.norm", description: "L2 norm of a layer's gradient before the clip.");

    private static readonly Gauge<double> s_layerRatio = s_meter.CreateGauge<double>(
        "netgen.layer.update.ratio", description: "L2 norm of a layer's update over that of its parameters.");

    private static readonly Gauge<double> s_loss = s_meter.CreateGauge<double>("netgen.loss", description: "Loss of the last batch.");

    private static readonly Counter<long> s_nonFinite = s_meter.CreateCounter<long>(
        "netgen.steps.nonfinite", description: "Steps whose loss, gradient or update was not finite.");

    public static bool IsEnabled => s_norm.Enabled || s_layerNorm.Enabled || s_layerRatio.Enabled || s_loss.Enabled || s_nonFinite.Enabled;

    /// <summary>
    /// Creates the meter on another thread, once for all trainers, for that takes longer than everything else that a first step waits for but the
    /// compiler. Whoever needs it earlier waits for it.
    /// </summary>
    public static void Prepare() => Preparation.Begin();

    public static void Record(string network, in StepResult result, LayerGradients layers)
    {
        var tag = new KeyValuePair<string, object?>("network", network);
        s_loss.Record(result.Loss, tag);
        if (result.NonFinite != NonFiniteValues.None)
        {
            s_nonFinite.Add(1, tag);
        }

        if (double.IsNaN(result.GradientNorm))
        {
            return;
        }

        s_norm.Record(result.GradientNorm, tag);
        if (!s_layerNorm.Enabled && !s_layerRatio.Enabled)
        {
            return;
        }

        foreach (LayerGradient layer in layers)
        {
            var layerTag = new KeyValuePair<string, object?>("layer", layer.Name);
            s_layerNorm.Record(layer.Norm, tag, layerTag);
            s_layerRatio.Record(layer.UpdateRatio, tag, layerTag);
        }
    }

    // Apart, because touching a static field of the meter's class creates the meter.
    private static class Preparation
    {
        private static bool s_begun;

        public static void Begin()
        {
            if (!Interlocked.Exchange(ref s_begun, true))
            {
                // A thread of its own starts several milliseconds sooner than the first of the thread pool.
                new Thread(static () => GC.KeepAlive(IsEnabled)) { IsBackground = true, Name = "NetGen meter" }.UnsafeStart();
            }
        }
    }
}
