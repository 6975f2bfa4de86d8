using System.Diagnostics.Metrics;
using NetGen.Tests.Training;

namespace NetGen.Tests.Health;

[Collection("Meter")]
public class MeterTests
{
    [Fact]
    public void PublishesNormsByNetworkAndLayer()
    {
        var seen = new List<(string Name, double Value, string? Layer)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, l) =>
            {
                if (instrument.Meter.Name == "NetGen")
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument.Name, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument.Name, value, tags));
        listener.Start();
        var net = new HandNet<MeterSpec>(1);
        using var trainer = new Trainer<HandNet<MeterSpec>>(net, new SGD(0.1f)) { NonFinite = NonFinitePolicy.SkipStep };
        StepResult step = trainer.Step([1f, 2f], [0f, 1f]);

        Assert.Equal(
            [
                ("netgen.loss", step.Loss, null),
                ("netgen.gradient.norm", step.GradientNorm, null),
                ("netgen.layer.gradient.norm", trainer.Gradients[0].Norm, "dense1"),
                ("netgen.layer.update.ratio", trainer.Gradients[0].UpdateRatio, "dense1"),
                ("netgen.layer.gradient.norm", trainer.Gradients[1].Norm, "dense2"),
                ("netgen.layer.update.ratio", trainer.Gradients[1].UpdateRatio, "dense2"),
            ],
            seen);

        seen.Clear();
        net.OnLoss = static _ => float.NaN;
        trainer.Step([1f, 2f], [0f, 1f]);
        Assert.Contains(("netgen.steps.nonfinite", 1, null), seen);

        void Record(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            // Other tests train at the same time; this network is nobody else's.
            if (tags[0] is { Key: "network", Value: "MeterNet" })
            {
                seen.Add((name, value, tags.Length > 1 ? (string?)tags[1].Value : null));
            }
        }
    }
}
