using System.Globalization;

namespace NetGen.Generator.Tests.GradientFlow.Validation;

/// <summary>How far predictions are off in networks of one size, in decades.</summary>
internal sealed record FlowFigures(int Width, int Depth, double Median, double P95, double Inside, (double Median, double P95) Reference)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"width {Width}, depth {Depth}: median {Median:F3} (study {Reference.Median}), 95th percentile {P95:F3} (study {Reference.P95}), {Inside:P1} of single networks inside");
}
