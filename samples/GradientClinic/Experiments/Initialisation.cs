using NetGen;

namespace GradientClinic.Experiments;

/// <summary>An initialiser with the name it has in the reports.</summary>
internal sealed record Initialisation(string Name, InitializerSpec Spec)
{
    private static readonly Initialisation s_normal = new("N(0,1)", new InitializerSpec(Init.Normal));
    private static readonly Initialisation s_tiny = new("N(0,0.01²)", new InitializerSpec(Init.Normal, 0.01f));
    private static readonly Initialisation s_xavier = new("Xavier", new InitializerSpec(Init.XavierNormal));
    private static readonly Initialisation s_he = new("He", new InitializerSpec(Init.HeNormal));
    private static readonly Initialisation s_leCun = new("LeCun", new InitializerSpec(Init.LeCunNormal));

    /// <summary>Those of the two-layer network, the harmful one first.</summary>
    public static IReadOnlyList<Initialisation> Wide { get; } = [s_normal, s_xavier, s_he, s_leCun];

    /// <summary>Those of the deep networks, the harmful ones first.</summary>
    public static IReadOnlyList<Initialisation> Deep { get; } = [s_tiny, s_normal, s_xavier, s_he];
}
