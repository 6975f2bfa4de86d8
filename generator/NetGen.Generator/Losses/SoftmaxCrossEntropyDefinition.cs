using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Losses;

internal sealed class SoftmaxCrossEntropyDefinition : LossDefinition
{
    public override string Kind => "SoftmaxCrossEntropy";

    public override string Formula => "L = mean -sum t ln softmax(z);  dL/dz = (softmax(z) - t) / rows";

    public override bool TakesClassIndices => true;

    public override int TargetsOf(Shape output) => output.Channels;

    public override string TargetNoun => "class";

    public override string? Misfit(LayerModel last) =>
        last.Output.Channels < 2 ? $"{last.Name} gives {Text.Of(last.Output.Channels)} value, and a softmax needs at least 2 classes; use [BinaryCrossEntropy] or [Dense(2)]"
        : last.Kind is "Softmax" or "LogSoftmax" or "Sigmoid"
            ? $"it contains the softmax, and the layer before it, {last.Name}, is {last.Kind}; remove [{last.Kind}]"
            : null;

    public override LossFlow? Flow(LossModel loss, FlowEnd end)
    {
        if (end.Kind is not null)
        {
            return null;
        }

        int classes = end.Outputs;
        double smoothing = loss.Arguments[0];
        double target2 = ((1 - smoothing) * (1 - smoothing)) + (smoothing * (2 - smoothing) / classes);
        return new SoftmaxLossFlow(classes, target2) { SumsOverBatch = loss.Reduction == Reduction.Sum };
    }

    protected override IEnumerable<float> ReadArguments(AttributeReader attribute)
    {
        float smoothing = attribute.Named("LabelSmoothing", 0f);
        attribute.Require(smoothing is >= 0 and < 1, "LabelSmoothing", smoothing, "in [0, 1)");
        return [smoothing];
    }
}
