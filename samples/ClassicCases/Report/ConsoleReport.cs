using ClassicCases.Results;
using SampleKit;
using Spectre.Console;

namespace ClassicCases.Report;

/// <summary>The criteria as a table in a terminal.</summary>
internal static class ConsoleReport
{
    private const int WidthOfFiles = 118;

    /// <summary>Writes the table.</summary>
    public static void Write(IAnsiConsole console, CaseReport report)
    {
        // Redirected into a file there is no window that the table would have to fit.
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = Math.Max(console.Profile.Width, WidthOfFiles);
        }

        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("case").NoWrap());
        table.AddColumn("criterion");
        table.AddColumn(new TableColumn("measured").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("").NoWrap());
        string last = "";
        foreach (Check check in report.Cases)
        {
            string note = check.Note is null ? "" : $"\n[grey]{Markup.Escape(check.Note)}[/]";
            table.AddRow(
                check.Case == last ? "" : Markup.Escape(check.Case), Markup.Escape(check.Criterion) + note, Numbers.Precise(check.Value),
                check.Pass ? "[green]✔ pass[/]" : "[red]✘ fail[/]");
            last = check.Case;
        }

        console.Write(table);
    }
}
