using GradientClinic.Results;
using SampleKit;

namespace GradientClinic.Report;

/// <summary>How a verdict looks on a page and in a terminal.</summary>
internal static class VerdictMark
{
    /// <summary>A verdict with its colour and sign, so that it can be told apart without colour.</summary>
    public static string Badge(string verdict) =>
        $"<span class=\"badge {Kind(verdict)}\"><span aria-hidden=\"true\">{Sign(verdict)}</span> {Html.Escape(verdict)}</span>";

    /// <summary>The sign of a verdict.</summary>
    public static string Sign(string verdict) => verdict switch
    {
        Verdict.Cured => "✔",
        Verdict.Trains => "✔",
        Verdict.OnlyFinite => "≈",
        Verdict.Stalls => "‖",
        Verdict.Vanishes => "▼",
        _ => "▲",
    };

    /// <summary>The CSS class of a verdict.</summary>
    public static string Kind(string verdict) => verdict switch
    {
        Verdict.Cured or Verdict.Trains => "good",
        Verdict.OnlyFinite => "finite",
        Verdict.Stalls => "stall",
        Verdict.Vanishes => "vanish",
        _ => "explode",
    };
}
