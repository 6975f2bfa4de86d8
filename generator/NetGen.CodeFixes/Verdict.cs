using Microsoft.CodeAnalysis;
using NetGen.Analyzers;
using NetGen.Analyzers.Rules;
using NetGen.Generator.Parsing;

namespace NetGen.CodeFixes;

/// <summary>Compares what there is to say about a network before and after a change.</summary>
internal static class Verdict
{
    /// <summary>
    /// Whether a change leaves a network no worse: each rule, those about the predicted gradient flow among them, finds no more than before and nothing
    /// graver. A network with errors has no verdict; it has no other errors afterwards, and no more of them.
    /// </summary>
    public static bool IsNoWorse(ParsedNetwork before, ParsedNetwork? after)
    {
        if (JudgedNetwork.Of(before) is not { } was)
        {
            return after is not null && after.Diagnostics.Count <= before.Diagnostics.Count && after.Diagnostics.All(d => before.Diagnostics.Any(b => b.Id == d.Id));
        }

        return JudgedNetwork.Of(after) is { } now && RuleTable.Networks.All(rule =>
        {
            (int count, DiagnosticSeverity gravest) = Judge(rule, now);
            (int formerCount, DiagnosticSeverity formerGravest) = Judge(rule, was);
            return count <= formerCount && gravest <= formerGravest;
        });
    }

    /// <summary>Whether a rule finds less than before.</summary>
    public static bool FindsLess(NetworkRule rule, ParsedNetwork before, ParsedNetwork? after) =>
        JudgedNetwork.Of(before) is { } was && JudgedNetwork.Of(after) is { } now && Judge(rule, now).Count < Judge(rule, was).Count;

    /// <summary>A block is judged at each of its uses.</summary>
    private static (int Count, DiagnosticSeverity Gravest) Judge(NetworkRule rule, JudgedNetwork network)
    {
        List<Diagnostic> found = [.. rule.Check(network)];
        return (found.Count, found.Count == 0 ? DiagnosticSeverity.Hidden : found.Max(static d => d.Severity));
    }
}
