using System.Globalization;
using GradientClinic.Results;
using SampleKit;

namespace GradientClinic.Experiments;

/// <summary>Turns measurements of deep networks into verdicts with reasons.</summary>
/// <param name="priorLoss">The loss of guessing by class frequency.</param>
internal sealed class DepthJudge(double priorLoss)
{
    private const double Margin = 0.1;
    private const double Orders = 2;

    /// <summary>The loss below which a network has learned something about its input.</summary>
    public double LearnedLoss { get; } = priorLoss - Margin;

    /// <summary>A run without remedy.</summary>
    public (string Verdict, string Reason) Plain(DepthMeasurement m) => m switch
    {
        _ when Learned(m) => (Verdict.Trains, $"the gradient is about as large in the first layer as in the last ({Factor(m)}), and the loss falls"),
        { FirstNonFinite: { } step } => (Verdict.Explodes, string.Create(CultureInfo.InvariantCulture, $"numbers overflow in step {step}; the first loss is {Numbers.Short(Statistics.Finite(m.InitialLoss))}")),
        { Reach: >= Orders } => (Verdict.Explodes, $"the gradient grows on its way back {Factor(m)}; every step throws the first layers far off"),
        { NothingArrives: true } => (Verdict.Vanishes, "the gradient underflows: the first layers get exactly 0"),
        { Reach: <= -Orders, LooksLevel: true } => (Verdict.Vanishes, $"the signal shrinks on its way forward and the gradient {Factor(m)} on its way back; their product, the gradient of the weights, is level at a tiny {Numbers.Short(m.TypicalNorm)}"),
        { Reach: <= -Orders } => (Verdict.Vanishes, $"the gradient shrinks on its way back {Factor(m)}; the first layers never learn"),
        _ => (Verdict.Stalls, $"the gradient keeps its size from layer to layer ({Factor(m)}), but that size is {Numbers.Short(m.TypicalNorm)}, and samples look alike ({m.Likeness.ToString("0.000", CultureInfo.InvariantCulture)})"),
    };

    /// <summary>A run with a remedy, next to the same network without.</summary>
    public (string Verdict, string Reason) Treated(DepthMeasurement plain, DepthMeasurement m, Remedy remedy)
    {
        (string untreated, _) = Plain(plain);
        if (Learned(m))
        {
            return untreated == Verdict.Trains
                ? (Verdict.Trains, "learns with or without")
                : (Verdict.Cured, $"{untreated} without; {Why(untreated, remedy)}");
        }

        if (m.FirstNonFinite is { } step)
        {
            return (Verdict.Explodes, string.Create(CultureInfo.InvariantCulture, $"numbers overflow in step {step}"));
        }

        return untreated switch
        {
            Verdict.Explodes => (Verdict.OnlyFinite, "no overflow, but the signal is lost in the layers all the same"),
            Verdict.Trains => (Verdict.Stalls, "learns without this remedy, and not with it in the same number of steps"),
            Verdict.Vanishes => (Verdict.Vanishes, "what does not arrive cannot be scaled up"),
            _ => (Verdict.Stalls, "the steps stay too small, or point nowhere"),
        };
    }

    private static string Why(string untreated, Remedy remedy) => (untreated, remedy) switch
    {
        (_, { WeightNorm: true, Optimizer: "SGD" }) => "the length of each unit's weights is learned apart from their direction",
        (Verdict.Stalls or Verdict.Vanishes, { Optimizer: not "SGD" }) => "dividing by the gradient's own size makes even tiny gradients count",
        (_, { Clip: not "none" }) => "limited steps let it settle",
        _ => "steps no longer depend on the gradient's size",
    };

    private static string Factor(DepthMeasurement m) => string.Create(CultureInfo.InvariantCulture, $"× {Numbers.Short(Math.Pow(10, m.Reach))}");

    private bool Learned(DepthMeasurement m) => m.FinalLoss < LearnedLoss;
}
