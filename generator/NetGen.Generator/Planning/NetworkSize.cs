using System.Collections.Concurrent;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Planning;

/// <summary>
/// Whether a network is too large. The plan of the forward pass knows; its answer is remembered by the model's value, for all declarations are read
/// again with every compilation and hardly any has changed.
/// </summary>
internal static class NetworkSize
{
    private const int Remembered = 1024;

    private static readonly ConcurrentDictionary<NetworkModel, (long Size, string What, int Limit)?> s_known = new();

    /// <summary>What exceeds its limit; null where nothing does.</summary>
    public static (long Size, string What, int Limit)? Excess(NetworkModel model)
    {
        if (s_known.Count >= Remembered)
        {
            s_known.Clear();
        }

        return s_known.GetOrAdd(model, static m => Measure(m));
    }

    private static (long Size, string What, int Limit)? Measure(NetworkModel model)
    {
        var builder = new PlanBuilder(model);
        NetworkPlanner.PlanForward(model, builder);
        (long Size, string What, int Limit) largest = builder.LongBufferLength > Limits.Parameters
            ? (builder.LongBufferLength, "parameters", Limits.Parameters)
            : (builder.LongForwardPerRow, "workspace for each row", Limits.WorkspacePerRow);
        return largest.Size > largest.Limit ? largest : null;
    }
}
