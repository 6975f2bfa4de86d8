using System.Globalization;
using System.Text.RegularExpressions;

namespace NetGen.Tests.SamplePrograms;

/// <summary>CharModel as a user runs it.</summary>
public sealed partial class CharModelTests
{
    // ln 65.
    private const double Chance = 4.174;

    [Fact]
    public async Task It_learns_from_the_plays_and_writes_on()
    {
        Assert.SkipUnless(SampleProgram.Data("shakespeare") is not null, "There is no shared/data/shakespeare above the tests.");
        (int exitCode, string output, string error) = await SampleProgram.Run(
            "CharModel", "--steps", "40", "--length", "50", "--data", SampleProgram.Data("shakespeare")!);
        Assert.True(exitCode == 0, error + output);
        Assert.InRange(TestLoss(output), 2, Chance - 0.8);
        Assert.InRange(output.Length - output.IndexOf("\nROMEO:\n", StringComparison.Ordinal) - "\nROMEO:\n".Length, 51, 52);
    }

    [Fact]
    public Task The_same_seed_writes_the_same_text() => SampleProgram.InFolder(async folder =>
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "input.txt"), Text(30_000), TestContext.Current.CancellationToken);
        string[] texts = new string[3];
        for (int run = 0; run < texts.Length; run++)
        {
            (int exitCode, string output, string error) = await SampleProgram.Run(
                "CharModel", "--steps", "3", "--length", "80", "--temperature", "1.5", "--seed", run == 2 ? "2" : "1", "--data", folder);
            Assert.True(exitCode == 0, error + output);
            Assert.Contains("30000 characters of ", output, StringComparison.Ordinal);
            Assert.Contains("PlayNet: 64 -> 64x65", output, StringComparison.Ordinal);
            Assert.InRange(TestLoss(output), 0, 2 * Chance);
            texts[run] = output[Loss().Match(output).Index..];
        }

        Assert.Equal(texts[0], texts[1]);
        Assert.NotEqual(texts[0], texts[2]);
    });

    [Fact]
    public Task It_stops_after_the_time_there_is() => SampleProgram.InFolder(async folder =>
    {
        string file = Path.Combine(folder, "own.txt");
        await File.WriteAllTextAsync(file, Text(30_000), TestContext.Current.CancellationToken);
        (int exitCode, string output, string error) = await SampleProgram.Run("CharModel", "--seconds", "0.2", "--length", "0", "--data", file);
        Assert.True(exitCode == 0, error + output);
        Assert.EndsWith("\nROMEO:\n\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("--temperature", "0", "--temperature is 0; it must be a number greater than 0.")]
    [InlineData("--seconds", "-3", "--seconds is -3; it must be a number greater than 0.")]
    [InlineData("--steps", "-1", "--steps is -1; it must be at least 0.")]
    [InlineData("--length", "-1", "--length is -1; it must be at least 0.")]
    [InlineData("--steps", "few", "few")]
    public async Task Wrong_arguments_are_errors_that_say_what_is_right(string option, string value, string message)
    {
        (int exitCode, _, string error) = await SampleProgram.Run("CharModel", option, value);
        Assert.Equal(1, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_folder_without_a_text_and_a_text_that_is_too_short_are_errors() => SampleProgram.InFolder(async folder =>
    {
        (int exitCode, _, string error) = await SampleProgram.Run("CharModel", "--data", folder);
        Assert.Equal(1, exitCode);
        Assert.Contains($"{folder} is no text, and holds no input.txt.", error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "input.txt"), Text(1000), TestContext.Current.CancellationToken);
        (exitCode, _, error) = await SampleProgram.Run("CharModel", "--data", folder);
        Assert.Equal(1, exitCode);
        Assert.Contains("has 1000 characters; at least 25600 are needed.", error, StringComparison.Ordinal);
    });

    private static string Text(int length) => string.Concat(Enumerable.Repeat("To be, or not to be.\n", (length / 21) + 1))[..length];

    private static double TestLoss(string output) =>
        double.Parse(Loss().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"test loss (\d+\.\d+) \(nats")]
    private static partial Regex Loss();
}
