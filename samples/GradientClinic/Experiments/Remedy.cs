using System.Globalization;
using NetGen;

namespace GradientClinic.Experiments;

/// <summary>How a network is trained: optimizer, clip, weight normalisation.</summary>
/// <param name="Optimizer">The optimizer's name.</param>
/// <param name="LearningRate">Its learning rate.</param>
/// <param name="CreateOptimizer">Creates one; each trainer needs its own.</param>
/// <param name="Clip">The clip's name, or "none".</param>
/// <param name="CreateClip">Creates one, or null.</param>
/// <param name="WeightNorm">Whether the weights are reparametrised as g·v/|v|.</param>
internal sealed record Remedy(
    string Optimizer, float LearningRate, Func<Optimizer> CreateOptimizer, string Clip, Func<Clip?> CreateClip, bool WeightNorm)
{
    /// <summary>Gradient descent, with momentum where that is said.</summary>
    public static Remedy SGD(float learningRate, double momentum = 0) => Plain("SGD", learningRate, () => new SGD(learningRate, momentum));

    /// <summary>Adam with its defaults but for the learning rate.</summary>
    public static Remedy Adam(float learningRate) => Plain("Adam", learningRate, () => new Adam(learningRate));

    /// <summary>RMSprop with its defaults but for the learning rate.</summary>
    public static Remedy RMSprop(float learningRate) => Plain("RMSprop", learningRate, () => new RMSprop(learningRate));

    /// <summary>The same with every element of the gradient limited to ±<paramref name="limit"/>.</summary>
    public Remedy ClippedByValue(float limit) => this with { Clip = Named("value", limit), CreateClip = () => NetGen.Clip.Value(limit) };

    /// <summary>The same with the norm of the whole gradient limited.</summary>
    public Remedy ClippedByGlobalNorm(float limit) => this with { Clip = Named("global norm", limit), CreateClip = () => NetGen.Clip.GlobalNorm(limit) };

    /// <summary>The same with each unit's gradient limited to a share of its weights.</summary>
    public Remedy ClippedAdaptively(float share) => this with { Clip = Named("AGC", share), CreateClip = () => NetGen.Clip.PerUnit(share) };

    /// <summary>The same with gradients cut back that stand out from the running mean of the norm.</summary>
    public Remedy ClippedByZScore() => this with { Clip = "ZClip", CreateClip = static () => NetGen.Clip.ZScore() };

    /// <summary>The same with weight normalisation.</summary>
    public Remedy WithWeightNorm() => this with { WeightNorm = true };

    /// <summary>A trainer of a network under this remedy. It goes on when numbers are not finite: the clinic watches what happens then.</summary>
    public Trainer<TNetwork> Train<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork> =>
        new(network, CreateOptimizer()) { Clip = CreateClip(), NonFinite = NonFinitePolicy.Continue };

    private static Remedy Plain(string name, float learningRate, Func<Optimizer> create) =>
        new(name, learningRate, create, "none", static () => null, WeightNorm: false);

    private static string Named(string name, float limit) => string.Create(CultureInfo.InvariantCulture, $"{name} {limit}");
}
