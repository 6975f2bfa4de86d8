using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <summary>The incremental generator: the pipeline only.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
    }
}
