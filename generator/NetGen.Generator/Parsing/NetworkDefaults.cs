using NetGen.Generator.Diagnostics;

namespace NetGen.Generator.Parsing;

/// <summary>What [Network] says for every layer that does not say otherwise.</summary>
internal sealed record NetworkDefaults(
    Init Init, float InitScale, bool Bias, bool WeightNorm, bool SpectralNorm, float L1, float L2, float MaxNorm, Instrumentation Instrument)
{
    public static NetworkDefaults Read(AttributeReader network)
    {
        Init init = network.Named("Init", Init.Auto);
        Instrumentation instrument = network.Named("Instrument", Instrumentation.On);
        float scale = network.Named("InitScale", 1f);
        float l1 = network.Named("L1", 0f);
        float l2 = network.Named("L2", 0f);
        float maxNorm = network.Named("MaxNorm", 0f);
        bool weightNorm = network.Named("WeightNorm", false);
        bool spectralNorm = network.Named("SpectralNorm", false);
        if (weightNorm && spectralNorm)
        {
            network.Report(Descriptors.Contradiction, "SpectralNorm", "WeightNorm", "SpectralNorm", "both set the scale of the weights");
            spectralNorm = false;
        }

        if ((weightNorm || spectralNorm) && maxNorm > 0)
        {
            network.Report(
                Descriptors.Contradiction, "MaxNorm", weightNorm ? "WeightNorm" : "SpectralNorm", "MaxNorm",
                weightNorm
                    ? "weight normalisation learns the norm of each unit's weights that a constraint would set"
                    : "spectral normalisation sets the scale of the weights that a constraint would set");
        }

        // What is reported here is replaced, so that no layer that takes it over reports it again.
        return new NetworkDefaults(
            network.RequireDefined("Init", init) ? init : Init.Auto,
            (init == Init.Constant ? network.RequireFinite("InitScale", scale) : network.RequireNonNegative("InitScale", scale)) ? scale : 1f,
            network.Named("Bias", true),
            weightNorm,
            spectralNorm,
            network.RequireNonNegative("L1", l1) ? l1 : 0f,
            network.RequireNonNegative("L2", l2) ? l2 : 0f,
            network.RequireNonNegative("MaxNorm", maxNorm) ? maxNorm : 0f,
            network.RequireDefined("Instrument", instrument) ? instrument : Instrumentation.On);
    }
}
