using Microsoft.CodeAnalysis;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>The members that the generated face writes.</summary>
internal static class MemberNames
{
    private static readonly string[] s_always =
        ["InputSize", "OutputSize", "ParameterCount", "Summary", "Info", "Parameters", "Create", "Predict", "Clone", "Prediction", "NetGenInfo", "NetGenPrediction", "NetGenSourceOf", "NetGenLayers", "NetGenParameters", "NetGenStates"];

    public static readonly HashSet<string> OfObject =
        new(["Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize"], StringComparer.Ordinal);

    public static IEnumerable<string> Face(LossModel? loss, bool streams)
    {
        string[] more = loss?.Kind switch
        {
            "SoftmaxCrossEntropy" => ["PredictProbabilities", "PredictClasses"],
            "BinaryCrossEntropy" => ["PredictProbabilities"],
            _ => [],
        };
        return [.. s_always, .. more, .. streams ? new[] { "CreateState", "Step" } : []];
    }

    /// <summary>A user's own overload of Predict, Create or Step stands beside the generated one; the compiler checks its signature.</summary>
    public static bool CanOverload(ISymbol existing) => existing is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && method.Name switch
    {
        "Predict" or "Create" or "PredictProbabilities" or "PredictClasses" => method.Parameters.Any(static p => p.Type.Name is not ("ReadOnlySpan" or "Span" or "Int64")),
        "Step" => method.Parameters.Any(static p => p.Type.Name is not ("ReadOnlySpan" or "Span" or "StreamState")),
        _ => false,
    };
}
