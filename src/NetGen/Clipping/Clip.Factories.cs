using System.Runtime.CompilerServices;

namespace NetGen;

/// <content>The clips there are.</content>
public abstract partial class Clip
{
    /// <summary>
    /// By value: each element is moved into [-<paramref name="limit"/>, <paramref name="limit"/>] on its own, which changes
    /// the direction of the gradient (PyTorch <c>clip_grad_value_</c>, Keras <c>clipvalue</c>).
    /// </summary>
    /// <param name="limit">The largest magnitude; greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not a finite number greater than 0.</exception>
    public static Clip Value(float limit) => new ValueClip(Positive(limit));

    /// <summary>
    /// By global norm: the whole gradient is scaled by min(1, maxNorm/(‖g‖ + 1e-6)), ‖g‖ the L2 norm over all parameters;
    /// its direction is kept (Pascanu, Mikolov and Bengio 2013; PyTorch <c>clip_grad_norm_</c>, whose 1e-6 is taken over;
    /// Keras <c>global_clipnorm</c>).
    /// </summary>
    /// <param name="maxNorm">The largest norm; greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The norm is not a finite number greater than 0.</exception>
    public static Clip GlobalNorm(float maxNorm) => new GlobalNormClip(Positive(maxNorm));

    /// <summary>
    /// By norm, layer by layer: the gradient of each layer (its weights, biases and magnitudes together) is scaled by
    /// min(1, maxNorm/(‖g_layer‖ + 1e-6)). The directions within layers are kept, their proportions to each other are not. The
    /// slopes of a PReLU are a layer of their own.
    /// </summary>
    /// <param name="maxNorm">The largest norm of a layer's gradient; greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The norm is not a finite number greater than 0.</exception>
    public static Clip PerLayerNorm(float maxNorm) => new PerLayerNormClip(Positive(maxNorm));

    /// <summary>
    /// By norm, tensor by tensor: the gradient of each weight matrix and each vector is scaled by
    /// min(1, maxNorm/(‖g_tensor‖ + 1e-6)) (Keras <c>clipnorm</c>).
    /// </summary>
    /// <param name="maxNorm">The largest norm of a tensor's gradient; greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The norm is not a finite number greater than 0.</exception>
    public static Clip PerTensorNorm(float maxNorm) => new PerTensorNormClip(Positive(maxNorm));

    /// <summary>
    /// Adaptive gradient clipping (AGC): the gradient of each unit is limited in proportion to the unit's weights. A unit's
    /// gradient g with weights w is scaled by λ·max(‖w‖, ε)/‖g‖ where ‖g‖ exceeds λ·max(‖w‖, ε) (Brock, De, Smith and
    /// Simonyan 2021, "High-performance large-scale image recognition without normalization").
    /// </summary>
    /// <remarks>
    /// A unit is a column of a weight matrix [in, out], of those of a recurrent layer's state too; each gate has units of its own. The table
    /// of an embedding has tokens instead, of which each is one. A vector (bias, magnitude, slopes) is one unit as a whole, as in the
    /// authors' implementation. The paper does not clip the last linear layer; here that has to be asked for.
    /// </remarks>
    /// <param name="ratio">λ, the largest ratio of gradient norm to weight norm; greater than 0; default 0.01.</param>
    /// <param name="epsilon">ε, below which weight norms count as ε, so that units of zeros can learn; greater than 0; default 1e-3.</param>
    /// <param name="skipOutputLayer">Whether the last layer with weights keeps its gradient, as in the paper; default false.</param>
    /// <exception cref="ArgumentOutOfRangeException">Ratio or epsilon is not a finite number greater than 0.</exception>
    public static Clip PerUnit(float ratio = 0.01f, float epsilon = 1e-3f, bool skipOutputLayer = false) =>
        new PerUnitClip(Positive(ratio), Positive(epsilon), skipOutputLayer);

    /// <summary>
    /// ZClip: limits only the steps whose global norm stands out from those before (Kumar, Owen, Chowdhury and Güra 2025,
    /// "ZClip: adaptive spike mitigation for LLM pre-training", with adaptive scaling).
    /// </summary>
    /// <remarks>
    /// <para>
    /// The first <paramref name="warmupSteps"/> norms are only observed; mean μ and variance σ² start from them. From then on
    /// z = (‖g‖ - μ)/(σ + 1e-6). If z exceeds the threshold τ, the gradient is scaled to the norm c = μ + τ²·σ/z (by
    /// c/(‖g‖ + 1e-6)), else it is left alone and c = ‖g‖. Then μ = α·μ + (1 - α)·c and, with the new μ,
    /// σ² = α·σ² + (1 - α)·(c - μ)².
    /// </para>
    /// <para>
    /// The authors' code can limit the norm to a constant as well: <c>Clip.Sequence(Clip.ZScore(), Clip.GlobalNorm(1))</c>. Steps with
    /// non-finite gradients are not observed.
    /// </para>
    /// </remarks>
    /// <param name="threshold">τ, the z-score from which on a norm stands out; greater than 0; default 2.5.</param>
    /// <param name="decay">α, how slowly mean and variance follow; greater than 0 and less than 1; default 0.97.</param>
    /// <param name="warmupSteps">The number of steps to observe first; at least 1; default 25.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is NaN or outside its range.</exception>
    public static Clip ZScore(float threshold = 2.5f, float decay = 0.97f, int warmupSteps = 25)
    {
        if (!(decay > 0 && decay < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(decay), decay, "The decay must be greater than 0 and less than 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(warmupSteps, 1);
        return new ZScoreClip(Positive(threshold), decay, warmupSteps);
    }

    /// <summary>
    /// AutoClip: by global norm, with a percentile of the norms seen so far (this step's included) as the limit (Seetharaman,
    /// Wichern, Pardo and Le Roux 2020). The percentile interpolates linearly, as NumPy's does; 50 clips at the running median.
    /// </summary>
    /// <param name="percentile">Greater than 0, at most 100; default 10, as in the paper.</param>
    /// <param name="window">
    /// The number of recent steps that count; at least 2; default 1000. The paper keeps them all.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is NaN or outside its range.</exception>
    public static Clip Percentile(float percentile = 10f, int window = 1000)
    {
        if (!(percentile > 0 && percentile <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percentile), percentile, "The percentile must be greater than 0 and at most 100.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        return new PercentileClip(percentile, window);
    }

    /// <summary>
    /// Normalised gradient: g/‖g‖ over all parameters, so that every step has the same length (Hazan, Levy and
    /// Shalev-Shwartz 2015). A gradient of zeros stays.
    /// </summary>
    public static Clip Normalize() => new NormalizeClip();

    /// <summary>
    /// Gradient centralisation: the mean over a unit's inputs is taken from the gradient of its weights,
    /// g[i, j] - mean over i of g[i, j] (Yong, Huang, Hua and Zhang 2020); each gate of a recurrent layer has units of its own. Vectors, layers
    /// with a single input and embeddings, of whose rows a batch uses some, keep theirs.
    /// </summary>
    public static Clip Centralize() => new CentralizeClip();

    /// <summary>
    /// Gradient noise: adds N(0, η/(1 + t)^γ) to every element, t = 0, 1, ... the number of the step (Neelakantan et al. 2015,
    /// "Adding gradient noise improves learning for very deep networks"). The same seed gives the same bits. A normal number is
    /// drawn for every parameter at every step, which a large network will feel.
    /// </summary>
    /// <param name="eta">η, the variance of the first step; greater than 0; the paper tries 0.01, 0.3 and 1; default 0.01.</param>
    /// <param name="gamma">γ, how fast the noise fades; at least 0; default 0.55.</param>
    /// <param name="seed">Any number; default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is NaN, infinite or outside its range.</exception>
    public static Clip Noise(float eta = 0.01f, float gamma = 0.55f, long seed = 0)
    {
        if (!(gamma >= 0 && float.IsFinite(gamma)))
        {
            throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "Gamma must be a finite number, at least 0.");
        }

        return new NoiseClip(Positive(eta), gamma, seed);
    }

    /// <summary>Several clips, one after the other.</summary>
    /// <example><code>
    /// Clip = Clip.Sequence(Clip.Centralize(), Clip.GlobalNorm(1))
    /// </code></example>
    /// <param name="clips">At least one.</param>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    public static Clip Sequence(params Clip[] clips)
    {
        ArgumentNullException.ThrowIfNull(clips);
        if (clips.Length == 0 || clips.Contains(null))
        {
            throw new ArgumentException("A sequence takes at least one clip, and no null.", nameof(clips));
        }

        return new SequenceClip([.. clips]);
    }

    private static float Positive(float value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 && float.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"The {name} must be a finite number greater than 0.");
}
