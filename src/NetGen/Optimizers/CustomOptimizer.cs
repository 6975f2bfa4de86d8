namespace NetGen;

/// <summary>The base of user-written optimizers: override <see cref="Update"/>, which sees one tensor at a time as spans.</summary>
/// <remarks>
/// The base class looks after states, groups, roll-back and statistics. Rows are padded to a multiple of 16 floats; weights,
/// gradients and fresh states hold zeros there, and whatever an update leaves in the padding of the weights is set back to 0.
/// Use only + − × ÷, square root and fused multiply-add where the same bits on every machine matter.
/// </remarks>
/// <example><code>
/// sealed class HeavyBall(float learningRate, float momentum) : CustomOptimizer(learningRate, 0f, "velocity")
/// {
///     protected override void Update(in TensorUpdate update)
///     {
///         Span&lt;float&gt; velocity = update.State(0);
///         for (int i = 0; i &lt; velocity.Length; i++)
///         {
///             velocity[i] = (momentum * velocity[i]) + update.Gradient[i];
///             update.Weights[i] -= update.LearningRate * velocity[i];
///         }
///     }
/// }
/// </code></example>
public abstract class CustomOptimizer : Optimizer
{
    private readonly string[] _stateNames;
    private float[] _previous = [];

    /// <summary>Creates an optimizer.</summary>
    /// <param name="learningRate">The learning rate; greater than 0.</param>
    /// <param name="weightDecay">The weight decay of weight matrices; at least 0. <see cref="Update"/> decides how it acts.</param>
    /// <param name="states">The names of the states: buffers of the parameters' size that start at 0 and live from step to step.</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate or the weight decay is out of range.</exception>
    /// <exception cref="ArgumentException">A name is empty or used twice.</exception>
    protected CustomOptimizer(float learningRate, float weightDecay = 0f, params string[] states)
        : base(learningRate, weightDecay)
    {
        ArgumentNullException.ThrowIfNull(states);
        for (int i = 0; i < states.Length; i++)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(states[i], nameof(states));
            if (Array.IndexOf(states, states[i]) != i)
            {
                throw new ArgumentException($"The state '{states[i]}' is named twice.", nameof(states));
            }
        }

        _stateNames = [.. states];
    }

    private protected sealed override string[] StateNames => _stateNames;

    /// <summary>Changes the weights of one tensor in place. Called once a step for every tensor that is not frozen.</summary>
    protected abstract void Update(in TensorUpdate update);

    // What a user writes need not be safe on several threads.
    private protected sealed override bool CanShare => false;

    private protected sealed override void Prepare(NetworkInfo network) =>
        _previous = new float[network.Parameters.Length == 0 ? 0 : network.Parameters.Max(static p => p.Length)];

    private protected sealed override void Apply(in UpdateTask task)
    {
        foreach (UpdateSegment segment in task.Segments)
        {
            ParameterInfo parameter = task.Network.Parameters[segment.Index];
            var update = new TensorUpdate(this, parameter, task);
            Span<float> previous = _previous.AsSpan(0, segment.Length);
            update.Weights.CopyTo(previous);
            Update(update);
            ClearPadding(update.Weights, parameter);
            task.Statistics[segment.Index] = Measure(previous, update.Weights);
        }
    }

    private static void ClearPadding(Span<float> weights, ParameterInfo parameter)
    {
        (int lines, int stride) = parameter.Lines;
        int used = parameter.Count / lines;
        for (int line = 0; line < lines; line++)
        {
            weights.Slice((line * stride) + used, stride - used).Clear();
        }
    }

    private static UpdateStatistics Measure(ReadOnlySpan<float> previous, ReadOnlySpan<float> weights)
    {
        double changes = 0;
        double squares = 0;
        uint largest = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double change = (double)weights[i] - previous[i];
            changes += change * change;
            squares += (double)weights[i] * weights[i];
            largest = Math.Max(largest, BitConverter.SingleToUInt32Bits(weights[i]) & 0x7FFFFFFFu);
        }

        return new UpdateStatistics { UpdateSquares = changes, WeightSquares = squares, MaxAbs = BitConverter.UInt32BitsToSingle(largest) };
    }
}
