using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Parsing;

/// <summary>What [Network] says for every layer that does not say otherwise.</summary>
internal sealed record NetworkDefaults(
    Init Init, float InitScale, bool Bias, bool WeightNorm, float L1, float L2, float MaxNorm, Instrumentation Instrument)
{
    public static NetworkDefaults Read(AttributeReader network)
    {
        var defaults = new NetworkDefaults(
            network.Named("Init", Init.Auto),
            network.Named("InitScale", 1f),
            network.Named("Bias", true),
            network.Named("WeightNorm", false),
            network.Named("L1", 0f),
            network.Named("L2", 0f),
            network.Named("MaxNorm", 0f),
            network.Named("Instrument", Instrumentation.On));
        network.RequireDefined("Init", defaults.Init);
        network.RequireDefined("Instrument", defaults.Instrument);
        network.RequireNonNegative("InitScale", defaults.InitScale);
        network.RequireNonNegative("L1", defaults.L1);
        network.RequireNonNegative("L2", defaults.L2);
        network.RequireNonNegative("MaxNorm", defaults.MaxNorm);
        return defaults;
    }
}
