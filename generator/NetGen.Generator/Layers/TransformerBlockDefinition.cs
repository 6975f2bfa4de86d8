using NetGen.Generator.Activations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>[TransformerBlock(heads, hidden)]: y = h + W2 f(W1 LN(h)) with h = x + MHA(LN(x)).</summary>
internal sealed class TransformerBlockDefinition : CompositeDefinition
{
    public override string Kind => "TransformerBlock";

    public override string Sample => "[TransformerBlock(2, 8, Causal = true, Dropout = 0.1f)]";

    public override IEnumerable<string> MoreSamples => ["[TransformerBlock(3, 8, AttentionDropout = 0.2f)]"];

    public override string SampleInput => "[Input(4, 6)]";

    public override bool HoldsBlocks => false;

    public override LayerValue? Expand(CompositeContext context)
    {
        AttributeReader attribute = context.Attribute;
        NetworkDefaults defaults = context.Expander.Defaults;
        Shape shape = context.Input.Shape;
        int hidden = attribute.Positional<int>("hidden");
        if (hidden is < 1 or > Limits.Size)
        {
            attribute.Report(Descriptors.SizeOutOfRange, "hidden", "TransformerBlock.hidden", Text.Of(hidden), Text.Of(Limits.Size));
            hidden = 1;
        }

        float rate = attribute.Named("Dropout", 0f);
        attribute.Require(rate is >= 0 and < 1, "Dropout", rate, "at least 0 and less than 1");
        float attentionRate = MultiHeadAttentionDefinition.ReadDropout(attribute, "AttentionDropout");
        float epsilon = attribute.Named("Epsilon", 1e-5f);
        attribute.RequirePositive("Epsilon", epsilon);
        FeedForwardActivation activation = attribute.Named("Activation", FeedForwardActivation.ReLU);
        bool known = attribute.RequireDefined("Activation", activation);
        if (MultiHeadAttentionDefinition.ReadHeads(attribute, shape) is not { } heads)
        {
            return null;
        }

        if (shape.Channels == 1)
        {
            attribute.ReportHere(Descriptors.ShapeDoesNotFit, Kind, $"a step of {shape} has 1 value, which less its mean is always 0");
            return null;
        }

        // Equal kinds have equal arguments, so that they share a kernel with those that stand by themselves.
        string kind = known ? activation.ToString() : nameof(FeedForwardActivation.ReLU);
        InitFamily family = ((ActivationDefinition)DefinitionTable.Layer(kind)!).Family;
        EquatableArray<float> arguments = activation == FeedForwardActivation.GELU ? new EquatableArray<float>([0f]) : EquatableArray<float>.Empty;
        bool bias = attribute.Named("Bias", defaults.Bias);
        Init init = WeightReader.Resolve(defaults.Init, InitFamily.Xavier);

        LayerValue x = context.Input;
        LayerValue value = Add(Norm("norm1", shape), x);
        value = Add(
            new MultiHeadAttentionModel(
                Path("attention"), shape, heads, attribute.Named("Causal", false), bias,
                new InitializerModel(init, defaults.InitScale, Fan.In, Distribution.Normal))
            {
                Dropout = attentionRate,
                Scheme = EffectiveWeight.Of(defaults),
                Regularisation = WeightReader.RegularisationOf(defaults),
            },
            value);
        value = Drop("dropout1", value);
        LayerValue h = Add(new ResidualModel(Path("residual1"), shape, 1), x, value);

        value = Add(Norm("norm2", shape), h);
        value = Add(DenseDefinition.Plain(Path("dense1"), shape, hidden, bias, WeightReader.Resolve(defaults.Init, family), defaults), value);
        value = Add(new ActivationModel(kind, Path("activation"), value.Shape, arguments, null), value);
        value = Drop("dropout2", value);
        value = Add(DenseDefinition.Plain(Path("dense2"), value.Shape, shape.Channels, bias, init, defaults), value);
        value = Drop("dropout3", value);
        return Add(new ResidualModel(Path("residual2"), shape, 1), h, value);

        string Path(string name) => context.Path + "." + name;

        LayerValue Add(LayerModel layer, params LayerValue[] sources) => context.Expander.Add(attribute, layer, sources);

        LayerValue Drop(string name, LayerValue from) => rate == 0 ? from : Add(new NoiseModel("Dropout", Path(name), from.Shape, rate, Spatial: false), from);

        NormModel Norm(string name, Shape of) => new("LayerNorm", Path(name), of) { Epsilon = epsilon, Gain = true, Bias = true };
    }
}
