namespace NetGen.Numerics.Tests;

/// <summary>Every optimizer, in every form that runs other code.</summary>
internal static class OptimizerCatalogue
{
    public static IReadOnlyDictionary<string, Func<Optimizer>> All { get; } = new Dictionary<string, Func<Optimizer>>
    {
        ["SGD"] = static () => new SGD(0.01f, weightDecay: 0.1f),
        ["SGD momentum"] = static () => new SGD(0.01f, momentum: 0.9, dampening: 0.2, weightDecay: 0.1f),
        ["SGD Nesterov"] = static () => new SGD(0.01f, momentum: 0.9, nesterov: true, weightDecay: 0.1f),
        ["Adagrad"] = static () => new Adagrad(0.1f, 0.01, 0.1, weightDecay: 0.1f),
        ["Adadelta"] = static () => new Adadelta(weightDecay: 0.1f),
        ["RMSprop"] = static () => new RMSprop(weightDecay: 0.1f),
        ["RMSprop momentum"] = static () => new RMSprop(momentum: 0.9, weightDecay: 0.1f),
        ["RMSprop centered"] = static () => new RMSprop(centered: true, weightDecay: 0.1f),
        ["RMSprop centered momentum"] = static () => new RMSprop(centered: true, momentum: 0.9, weightDecay: 0.1f),
        ["Adam"] = static () => new Adam(weightDecay: 0.1f),
        ["Adam AmsGrad"] = static () => new Adam(weightDecay: 0.1f) { AmsGrad = true },
        ["AMSGrad"] = static () => new AMSGrad(weightDecay: 0.1f),
        ["AdamW"] = static () => new AdamW(0.01f, weightDecay: 0.1f),
        ["AdamW AmsGrad"] = static () => new AdamW(0.01f, weightDecay: 0.1f) { AmsGrad = true },
        ["Adamax"] = static () => new Adamax(weightDecay: 0.1f),
        ["NAdam"] = static () => new NAdam(weightDecay: 0.1f),
        ["RAdam"] = static () => new RAdam(weightDecay: 0.1f),
        ["AdaBelief"] = static () => new AdaBelief(weightDecay: 0.1f),
        ["Yogi"] = static () => new Yogi(weightDecay: 0.1f),
        ["Lion"] = static () => new Lion(weightDecay: 0.1f),
        ["LAMB"] = static () => new LAMB(weightDecay: 0.1f),
        ["Adan"] = static () => new Adan(weightDecay: 0.1f),
        ["Rprop"] = static () => new Rprop(weightDecay: 0.1f),
        ["custom"] = static () => new HeavyBall(0.01f, 0.9f),
    };

    /// <summary>The names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>A user-written optimizer. It leaves rubbish in the padding on purpose.</summary>
    internal sealed class HeavyBall(float learningRate, float momentum) : CustomOptimizer(learningRate, 0.1f, "velocity")
    {
        protected override void Update(in TensorUpdate update)
        {
            Span<float> velocity = update.State(0);
            for (int i = 0; i < velocity.Length; i++)
            {
                velocity[i] = (momentum * velocity[i]) + update.Gradient[i] + (update.WeightDecay * update.Weights[i]);
                update.Weights[i] -= update.LearningRate * velocity[i];
            }

            update.Weights[update.Parameter.Columns..update.Parameter.RowStride].Fill(3f);
        }
    }
}
