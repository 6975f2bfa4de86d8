using System.Diagnostics;
using System.Text.Json;

namespace NetGen.Tests.Benchmarks;

/// <summary>The benchmark runs, and writes what it promises. How fast anything is, is not a matter for a test.</summary>
public sealed class CompareTests
{
    private static readonly string[] s_keys = ["allocatedBytes", "batch", "netgenUs", "peers", "percentOfPeak", "shape", "threads", "what"];

    [Fact]
    public async Task Compare_writes_a_row_for_predictions_and_one_for_steps()
    {
        string file = Path.GetTempFileName();
        try
        {
            (int exitCode, string output, string error) = await Run(
                "compare", "--quick", "--seconds", "6", "--shapes", "2-16-16-1", "--batches", "3",
                "--peers", "loops", "tensorPrimitives", "onnxRuntime", "--json", file);
            Assert.True(exitCode == 0, error + output);
            Assert.Contains("Fingerprints of the parameters after 100 steps: 2-16-16-1 ", output, StringComparison.Ordinal);

            using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            JsonElement[] rows = [.. json.RootElement.EnumerateArray()];
            Assert.Equal(["forward", "step"], rows.Select(static r => r.GetProperty("what").GetString()));
            foreach (JsonElement row in rows)
            {
                Assert.Equal(s_keys, row.EnumerateObject().Select(static p => p.Name).Order(StringComparer.Ordinal));
                Assert.Equal("2-16-16-1", row.GetProperty("shape").GetString());
                Assert.Equal(3, row.GetProperty("batch").GetInt32());
                Assert.Equal(1, row.GetProperty("threads").GetInt32());
                Assert.True(row.GetProperty("netgenUs").GetDouble() > 0);
                Assert.True(row.GetProperty("percentOfPeak").GetDouble() > 0);
                Assert.Equal(0, row.GetProperty("allocatedBytes").GetDouble());

                // Only a peer that gave the same outputs and gradients is in the row.
                string[] peers = [.. row.GetProperty("peers").EnumerateObject().Select(static p => p.Name)];
                Assert.Equal(row.GetProperty("what").GetString() == "forward" ? ["loops", "tensorPrimitives", "onnxRuntime"] : ["loops", "tensorPrimitives"], peers);
                foreach (JsonProperty peer in row.GetProperty("peers").EnumerateObject())
                {
                    Assert.True(peer.Value.GetProperty("us").GetDouble() > 0);
                    Assert.True(peer.Value.GetProperty("ratio").GetDouble() > 0);
                }
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("compare", "--shapes", "3-3", "There is no network '3-3'. There are: 2-16-16-1, ")]
    [InlineData("compare", "--batches", "0", "The batch size '0' is not a whole number in 1..4096.")]
    [InlineData("compare", "--peers", "abacus", "There is no peer 'abacus'. There are: loops, ")]
    [InlineData("generator", "--networks", "one", "'one' is not a whole number in 2..5000.")]
    public async Task Wrong_arguments_are_errors_that_say_what_there_is(string verb, string option, string value, string message)
    {
        (int exitCode, _, string error) = await Run(verb, option, value);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Error)> Run(params string[] arguments)
    {
        // artifacts/bin/NetGen.Tests/<configuration>/ is where this runs.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        string program = Path.Combine(here.Parent!.Parent!.FullName, "NetGen.Benchmarks", here.Name, "NetGen.Benchmarks.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
