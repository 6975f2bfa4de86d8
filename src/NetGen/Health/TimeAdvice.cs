using System.Globalization;

namespace NetGen;

/// <summary>Puts into words how a gradient vanishes or explodes over time, and what helps.</summary>
internal static class TimeAdvice
{
    public static HealthFinding Of(HealthMonitor monitor, TimeWatch watch)
    {
        bool vanishes = watch.Verdict == HealthVerdict.Vanishing;
        string walk = watch.IsReverse ? ", on the walk from the end," : "";
        string predicted = monitor.Network.Prediction?.Layer(watch.Layer.Name)?.DecadesOverTime is { } decades && double.IsFinite(decades)
            ? Text($" (predicted {Power(decades)})")
            : "";
        string unreached = watch.Unreached == 0 ? "" : Text($" {watch.Unreached} earlier steps get none at all.");
        string cause = vanishes
            ? Text($"The gradient of its state{walk} falls by {Power(watch.Decades)} over {watch.Steps} steps{predicted}: early steps do not learn.{unreached}{Initialisation(watch, vanishes)}")
            : Text($"The gradient of its state{walk} grows by {Power(watch.Decades)} over {watch.Steps} steps{predicted}: early steps outweigh all others.{Initialisation(watch, vanishes)}");
        return new(watch.Layer.Name, watch.Layer.Source, watch.Verdict, cause, vanishes ? Keep(watch) : Contain(monitor, watch));
    }

    /// <summary>The layers whose gradient grew over time before numbers overflowed, which need not have lasted long enough for a verdict.</summary>
    public static string Explosions(HealthMonitor monitor)
    {
        string causes = "";
        foreach (TimeWatch watch in monitor.Times)
        {
            causes += watch.Explodes ? Text($" The gradient of {watch.Layer.Name} grew by {Power(watch.Decades)} over {watch.Steps} steps.") : "";
        }

        return causes;
    }

    /// <summary>10^-6.2.</summary>
    public static string Power(double decades) => Text($"10^{decades:F1}");

    private static string Keep(TimeWatch watch)
    {
        int steps = watch.Layer.RecurrentSteps;
        double bias = Math.Log(Math.Max(2, steps - 1));
        string cure = watch.Layer.Kind switch
        {
            "LSTM" => Text($"{(steps >= 3 ? $"Chrono = {steps}, or " : "")}ForgetBias = {bias:F1} lets its memory last for {steps} steps."),
            "GRU" => Text($"UpdateBias = {bias:F1} lets its state last for {steps} steps; so does an LSTM with ForgetBias or Chrono."),
            _ => Text($"A GRU with UpdateBias = {bias:F1} or an LSTM with {(steps >= 3 ? $"Chrono = {steps}" : "ForgetBias = 1")} in its place; or Activation = RecurrentActivation.ReLU with RecurrentInit = Init.Identity."),
        };
        return cure + " A clip does not help, and TruncateAt is no cure: it cuts off what little arrives. If only late steps matter, nothing is wrong.";
    }

    private static string Contain(HealthMonitor monitor, TimeWatch watch)
    {
        string clip = monitor.HasClip ? "The clip contains it" : "A clip (Clip.GlobalNorm(1)) contains it";
        string draw = watch.Layer.Kind == "SimpleRNN"
            ? "RecurrentInit = Init.Orthogonal (before ReLU: Init.Identity) with RecurrentInitScale = 1, or an LSTM or GRU, cures it"
            : "RecurrentInit = Init.Orthogonal with RecurrentInitScale = 1 cures it";
        return Text($"{clip}; {draw}, where it grows by training a smaller learning rate (now {monitor.LearningRate:G3}) or SpectralNorm. TruncateAt bounds the steps it grows over, and what is learned with them.");
    }

    /// <summary>Whether the weights of the state were declared to shrink or to stretch it.</summary>
    private static string Initialisation(TimeWatch watch, bool vanishes)
    {
        InitializerSpec spec = watch.Weight.Initializer;
        bool isCause = spec.Kind is Init.Orthogonal or Init.Identity && (vanishes ? spec.Scale < 1 : spec.Scale > 1);
        return isCause ? Text($" {watch.Weight.Name} starts as Init.{spec.Kind} of scale {spec.Scale:G3}, which multiplies it by as much at each step.") : "";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
