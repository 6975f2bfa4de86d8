using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ClassicCases;
using ClassicCases.Cases;
using ClassicCases.Report;
using ClassicCases.Results;
using Spectre.Console;

namespace NetGen.Tests.Cases;

public sealed partial class CasesTests
{
    [Fact]
    public async Task A_case_runs_end_to_end()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("netgen-cases-");
        try
        {
            var json = new FileInfo(Path.Combine(folder.FullName, "own.json"));
            int code = await Runner("selu-50", folder, json).RunAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, code);
            using JsonDocument document = JsonDocument.Parse(await File.ReadAllTextAsync(json.FullName, TestContext.Current.CancellationToken));
            JsonElement root = document.RootElement;
            Assert.True(root.GetProperty("complete").GetBoolean());
            JsonElement[] checks = [.. root.GetProperty("cases").EnumerateArray()];
            Assert.Equal(2, checks.Length);
            Assert.All(checks, static c =>
            {
                Assert.Equal("selu-50", c.GetProperty("case").GetString());
                Assert.NotEmpty(c.GetProperty("criterion").GetString()!);
                Assert.True(c.GetProperty("pass").GetBoolean());
            });
            Assert.InRange(checks[1].GetProperty("value").GetDouble(), 0.9, 1.1);
            string page = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "cases.html"), TestContext.Current.CancellationToken);
            Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
            Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
            Assert.All(Drawing().Matches(page).Select(static m => XElement.Parse(m.Value)), static d => Assert.NotEmpty(d.Attribute("aria-label")!.Value));
            XElement drawing = XElement.Load(Path.Combine(folder.FullName, "selu-50.svg"));
            Assert.Equal("svg", drawing.Name.LocalName);
            Assert.Contains(drawing.Descendants(), static e => e.Name.LocalName == "path" && e.Attribute("class")?.Value == "line s1");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_is_finished_is_kept_when_the_program_is_stopped()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("netgen-cases-");
        try
        {
            using var stop = new CancellationTokenSource();
            await stop.CancelAsync();
            int code = await Runner("selu-50", folder, null).RunAsync(stop.Token);
            Assert.Equal(130, code);
            CaseReport report = CaseJson.Read(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "cases.json"), TestContext.Current.CancellationToken));
            Assert.False(report.Complete);
            Assert.Empty(report.Cases);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_criterion_waits_for_all_of_its_runs()
    {
        Case one = Assert.Single(Catalogue.Create(seed: 1, quick: true, ["he-2015"]));
        Assert.Empty(one.Checks());
        Assert.Empty(one.Figures());
        Assert.False(one.Finished);
    }

    [Fact]
    public void A_criterion_fails_by_its_worst_run()
    {
        Check below = Check.Below("a", "b", [1.0, 3.0, 2.0], limit: 2.5);
        Assert.False(below.Pass);
        Assert.Equal(3.0, below.Value);
        Assert.Equal([1.0, 3.0, 2.0], below.Values);
        Assert.True(Check.Above("a", "b", [1.0, 3.0], limit: 0.5) is { Pass: true, Value: 1.0 });
        Assert.True(Check.Within("a", "b", [-0.2, 0.3], -0.25, 0.25) is { Pass: false, Value: 0.3 });
        Assert.True(Check.Below("a", "b", [1.0, double.NaN], limit: 2) is { Pass: false, Value: null });
    }

    [Fact]
    public void The_json_reads_back_as_what_was_written()
    {
        CaseReport report = new()
        {
            Seed = 1,
            Quick = true,
            Complete = true,
            Pass = false,
            Cases = [Check.Below("he-2015", "loss < 1.9", [1.8, double.PositiveInfinity], 1.9) with { Note = "2 seeds" }],
        };
        string json = CaseJson.Write(report);
        Assert.Contains("loss < 1.9", json, StringComparison.Ordinal);
        Assert.Equal(json, CaseJson.Write(CaseJson.Read(json)));
    }

    [GeneratedRegex("<svg class=\"plot\".*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    private static Runner Runner(string name, DirectoryInfo folder, FileInfo? json) =>
        new(Catalogue.Create(seed: 1, quick: true, [name]), seed: 1, quick: true, folder, json,
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }));
}
