using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Losses;

internal sealed class KLDivergenceDefinition : LossDefinition
{
    public override string Kind => "KLDivergence";

    public override string Formula => "L = mean sum t (ln t - y);  dL/dy = -t / rows";

    public override string? Misfit(LayerModel last) =>
        last.Output.Channels < 2 ? $"{last.Name} gives {Text.Of(last.Output.Channels)} value, and a distribution needs at least 2"
        : last.Kind is "LogSoftmax" or "Activation" ? null
        : $"it takes log-probabilities, and the layer before it, {last.Name}, is {last.Kind}; add [LogSoftmax]";

    // Behind a log-softmax it has the gradient of the softmax cross-entropy; targets are taken to name one class.
    public override LossFlow? Flow(LossModel loss, FlowEnd end) => end is { Kind: "LogSoftmax", Function: null }
        ? new SoftmaxLossFlow(end.Outputs, 1) { SumsOverBatch = loss.Reduction == Reduction.Sum }
        : null;
}
