using System.Globalization;

namespace NetGen.Generator.Tests;

/// <summary>The number of targets that a loss declares: nothing where it is right, an error where it is not, whatever the loss.</summary>
public sealed class DeclaredTargetsTests
{
    public static TheoryData<string> Losses => [.. Samples.Losses.Keys];

    [Theory]
    [MemberData(nameof(Losses))]
    public void RightNumber_GivesTheSameFiles(string loss) =>
        Assert.Equal(GeneratorHarness.Run(Samples.WithLoss(loss)).Files, GeneratorHarness.Run(Declare(loss, 3)).AssertClean().Files);

    [Theory]
    [MemberData(nameof(Losses))]
    public void WrongNumber_IsReported(string loss)
    {
        var source = Declare(loss, 4);
        var diagnostic = Assert.Single(GeneratorHarness.RunUnchecked(source).Reported);
        Assert.Equal("NG0022", diagnostic.Id);
        Assert.Equal("Targets = 4", source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.StartsWith("Dense(3) gives 3 values, but ", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Dense(0), Huber(Targets = 2)]", "NG0006")]
    [InlineData("[Dense(3), Reshape(4), Huber(Targets = 3)]", "NG0018")]
    [InlineData("[Dense(1), SoftmaxCrossEntropy(Targets = 3)]", "NG0009")]
    public void WhatFollowsFromAnotherError_IsNotReported(string layers, string other) =>
        Assert.Equal([other], GeneratorHarness.RunUnchecked($"using NetGen;\n\n[Network, Input(2)] {layers} internal partial class Wrong;").Reported.Select(static d => d.Id));

    /// <summary>The sample of a loss that declares a number of targets.</summary>
    private static string Declare(string loss, int targets)
    {
        var before = Samples.Losses[loss];
        var after = before.EndsWith(")]", StringComparison.Ordinal) ? before.Replace(")]", $", Targets = {targets})]", StringComparison.Ordinal) : before.Replace("]", $"(Targets = {targets})]", StringComparison.Ordinal);
        return Samples.WithLoss(loss).Replace(before, after, StringComparison.Ordinal);
    }
}
