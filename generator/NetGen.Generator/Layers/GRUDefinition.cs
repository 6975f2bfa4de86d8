using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>r, z = sigmoid(x W + b + h' U + c), n = tanh(x W + b + r (h' U + c)); h = (1 - z) n + z h'.</summary>
internal sealed class GRUDefinition : RecurrentDefinition
{
    private const int UpdateGate = 1;

    public override string Kind => "GRU";

    public override string Sample => "[GRU(5, Sequences = true)]";

    public override IEnumerable<string> MoreSamples => ["[GRU(5, Bidirectional = true)]"];

    protected override RecurrentModel Refine(AttributeReader attribute, RecurrentModel model)
    {
        float bias = attribute.Named("UpdateBias", 0f);
        attribute.RequireFinite("UpdateBias", bias);
        if (!model.Bias && attribute.IsSet("UpdateBias"))
        {
            attribute.Report(Descriptors.Contradiction, "UpdateBias", "Bias = false", "UpdateBias", "a layer without bias has none to initialise");
        }

        return model with { GateBias = model.Bias && bias != 0 ? new GateBiasModel(UpdateGate, bias, 0, 0) : null };
    }
}
