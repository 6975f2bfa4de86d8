using System.Globalization;
using GradientClinic.Results;
using SampleKit;
using Spectre.Console;

namespace GradientClinic.Report;

/// <summary>The report as tables in a terminal.</summary>
internal static class ConsoleReport
{
    private const int WidthOfFiles = 118;

    /// <summary>Writes all tables.</summary>
    public static void Write(IAnsiConsole console, ClinicResult result)
    {
        // Redirected into a file there is no window that the tables would have to fit.
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = Math.Max(console.Profile.Width, WidthOfFiles);
        }

        Explosion(console, result.Explosion);
        Vanishing(console, result.Vanishing);
        Depth(console, result.Depth);
        Summary(console, result);
        console.MarkupLine(string.Join("  ", Verdict.All.Select(static v => $"{Coloured(v)}{(Short(v) == v ? "" : $" = {v}")}")));
    }

    private static void Explosion(IAnsiConsole console, ExplosionResult explosion)
    {
        LineFit best = explosion.LeastSquares;
        Heading(console, $"1. Explosion: y = wx + b on (i, i²); best line w {Numbers.Parameter(best.W)}, b {Numbers.Parameter(best.B)}");
        Table table = Columns("remedy", ">not finite", ">w", ">b", ">error/best", "verdict");
        foreach (ExplosionRun run in explosion.Runs)
        {
            FirstNonFinite bad = run.FirstNonFinite;
            table.AddRow(
                Markup.Escape(run.Name),
                bad is { Loss: null, Gradient: null, Parameters: null } ? "never" : $"{Numbers.Step(bad.Loss)}/{Numbers.Step(bad.Gradient)}/{Numbers.Step(bad.Parameters)}",
                Numbers.Parameter(run.W), Numbers.Parameter(run.B), Numbers.Ratio(run.MseRatio), Coloured(run.Verdict));
        }

        console.Write(table);
        console.MarkupLine("[grey]not finite: the first step at which loss/gradient/parameters overflowed.[/]");
    }

    private static void Vanishing(IAnsiConsole console, VanishingResult vanishing)
    {
        Heading(console, "2. Vanishing: 1000-100-1 (A) and 1-100-1 (B), tanh and sigmoid, before the first step");
        Table table = Columns("", "weights", "input", "loss", ">batch", ">1st layer: median / RMS", ">2nd layer: median / RMS", ">saturated", "verdict");
        foreach (VanishingRun run in vanishing.Runs)
        {
            table.AddRow(
                run.Reading, Markup.Escape(run.Init), run.Input, run.Loss, run.Batch.ToString(CultureInfo.InvariantCulture),
                Pair(run.Layers[0]), Pair(run.Layers[1]), Numbers.Percent(run.SaturatedFraction), Coloured(run.Verdict));
        }

        console.Write(table);
        Heading(console, "   … and trained");
        Table training = Columns("", "weights", "input", "optimizer", "clip", ">loss", "verdict");
        foreach (VanishingTraining run in vanishing.Training)
        {
            training.AddRow(
                run.Reading, Markup.Escape(run.Init), run.Input, Markup.Escape(run.Optimizer + (run.WeightNorm ? ", weight norm" : "")), Markup.Escape(run.Clip),
                Numbers.Short(run.FinalLoss), Coloured(run.Verdict));
        }

        console.Write(training);
    }

    private static void Depth(IAnsiConsole console, DepthResult depth)
    {
        Heading(console, string.Create(CultureInfo.InvariantCulture,
            $"3. Depth: {depth.HiddenLayers} hidden layers of {depth.Width}, {depth.Steps} steps; guessing has a loss of {depth.PriorLoss:0.000}"));
        List<DepthRun> plain = [.. depth.Runs.Where(static r => !r.Treatment)];
        Table table = Columns("activation", "weights", ">first layer", ">middle", ">last", ">loss", "verdict");
        foreach (DepthRun run in plain)
        {
            table.AddRow(
                Markup.Escape(run.Activation), Markup.Escape(run.Init), Numbers.Short(run.Layers[0].GradientNorm),
                Numbers.Short(run.Layers[run.Layers.Count / 2].GradientNorm), Numbers.Short(run.Layers[^1].GradientNorm),
                Numbers.Loss(run.FinalLoss), Coloured(run.Verdict));
        }

        console.Write(table);
        console.MarkupLine("[grey]first layer, middle, last: size of the gradient before the first step.[/]");
        Heading(console, "   … and each under every remedy: loss, and what became of it");
        List<string> remedies = [.. depth.Runs.Where(static r => r.Treatment).Select(static r => r.RemedyName).Distinct()];
        Table matrix = Columns(["activation", "weights", .. remedies.Select(static r => ">" + r)]);
        foreach (DepthRun run in plain)
        {
            IEnumerable<string> cells = remedies.Select(remedy =>
                depth.Runs.FirstOrDefault(r => r.Treatment && r.Activation == run.Activation && r.Init == run.Init && r.RemedyName == remedy) is { } treated
                    ? $"[{Colour(treated.Verdict)}]{VerdictMark.Sign(treated.Verdict)} {Numbers.Loss(treated.FinalLoss)}[/]"
                    : "");
            matrix.AddRow([Markup.Escape(run.Activation), Markup.Escape(run.Init), .. cells]);
        }

        console.Write(matrix);
    }

    private static void Summary(IAnsiConsole console, ClinicResult result)
    {
        Heading(console, "Which remedy cures, and which only keeps numbers finite?");
        Table table = Columns("remedy", "exploding line", "vanishing 1000-100-1", "30 layers");
        foreach (RemedySummary row in RemedySummary.Of(result))
        {
            table.AddRow(Markup.Escape(row.Remedy), Cell(row.Explosion), Cell(row.Vanishing), Cell(row.Depth));
        }

        console.Write(table);
    }

    private static string Cell(RemedyEffect? effect) => effect switch
    {
        null => "",
        { Verdict: null } => Markup.Escape(effect.Detail),
        _ => $"{Coloured(effect.Verdict)}\n[grey]{Markup.Escape(effect.Detail)}[/]",
    };

    private static void Heading(IAnsiConsole console, string text)
    {
        console.WriteLine();
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{text}[/]");
    }

    /// <summary>A table; a name that begins with '>' is that of a column of numbers.</summary>
    private static Table Columns(params IEnumerable<string> names)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string name in names)
        {
            bool number = name.StartsWith('>');
            TableColumn column = new(Markup.Escape(name.TrimStart('>')));
            table.AddColumn(number ? column.RightAligned() : Unbroken(name) ? column.NoWrap() : column);
        }

        return table;
    }

    private static bool Unbroken(string column) => column is "weights" or "activation" or "input" or "verdict";

    private static string Pair(VanishingLayer layer) =>
        $"{Numbers.Short(layer.MedianGradientNorm)} / {Numbers.Short(layer.RmsGradientNorm)}";

    private static string Coloured(string verdict) => $"[{Colour(verdict)}]{VerdictMark.Sign(verdict)} {Short(verdict)}[/]";

    private static string Short(string verdict) => verdict == Verdict.OnlyFinite ? "only finite" : verdict;

    private static string Colour(string verdict) => verdict switch
    {
        Verdict.Cured or Verdict.Trains => "green",
        Verdict.OnlyFinite => "yellow",
        Verdict.Stalls => "grey",
        Verdict.Vanishes => "blue",
        _ => "red",
    };
}
