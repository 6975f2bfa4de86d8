using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>i, f, o = sigmoid, g = tanh of x W + h' U + b; c = f c' + i g; h = o tanh(c).</summary>
internal sealed class LSTMDefinition : RecurrentDefinition
{
    private const int InputGate = 0;
    private const int ForgetGate = 1;

    public override string Kind => "LSTM";

    public override string Sample => "[LSTM(5, Bidirectional = true)]";

    public override IEnumerable<string> MoreSamples => ["[LSTM(5, Sequences = true, TruncateAt = 2)]"];

    protected override RecurrentModel Refine(AttributeReader attribute, RecurrentModel model)
    {
        float bias = attribute.Named("ForgetBias", 1f);
        int chrono = attribute.Named("Chrono", 0);
        attribute.RequireFinite("ForgetBias", bias);
        if (chrono is not 0 and (< 3 or > Limits.Size))
        {
            attribute.Report(Descriptors.OptionOutOfRange, "Chrono", "LSTM.Chrono", Text.Of(chrono), $"0, or the steps of the longest dependency, 3 to {Text.Of(Limits.Size)}");
        }

        foreach (string option in new[] { "ForgetBias", "Chrono" })
        {
            if (!model.Bias && attribute.IsSet(option))
            {
                attribute.Report(Descriptors.Contradiction, option, "Bias = false", option, "a layer without bias has none to initialise");
            }
        }

        if (attribute.IsSet("ForgetBias") && chrono != 0)
        {
            attribute.Report(Descriptors.Contradiction, "ForgetBias", "Chrono", "ForgetBias", "both say what the biases of the forget gate start at");
        }

        return model with { GateBias = model.Bias ? new GateBiasModel(ForgetGate, bias, chrono, InputGate) : null };
    }
}
