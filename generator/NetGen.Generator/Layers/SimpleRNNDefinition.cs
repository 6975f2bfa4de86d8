using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>h = tanh(x W + h' U + b).</summary>
internal sealed class SimpleRNNDefinition : RecurrentDefinition
{
    public override string Kind => "SimpleRNN";

    public override string Sample => "[SimpleRNN(5)]";

    public override IEnumerable<string> MoreSamples => ["[SimpleRNN(5, Activation = RecurrentActivation.ReLU, Bidirectional = true)]"];

    protected override RecurrentModel Refine(AttributeReader attribute, RecurrentModel model)
    {
        RecurrentActivation activation = attribute.Named("Activation", RecurrentActivation.Tanh);
        attribute.RequireDefined("Activation", activation);
        return model with { Rectify = activation == RecurrentActivation.ReLU };
    }
}
