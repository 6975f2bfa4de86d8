using NetGen.Kernels;

namespace NetGen;

/// <inheritdoc cref="Clip.Noise"/>
internal sealed class NoiseClip(float eta, float gamma, long seed) : Clip
{
    // Noise draws from streams of its own, one for each step, apart from initialisation and shuffling of the same seed.
    private const long NoiseStreams = 0x4E6F6973L << 32;

    private long _step;

    public override void Reset() => _step = 0;

    protected internal override ClipResult Apply(
        ParameterBuffer parameters, AlignedBuffer gradients, ReadOnlySpan<TensorStatistics> before, Span<TensorStatistics> after)
    {
        GradientScope whole = GradientScope.Whole(parameters, gradients, before, after);
        bool noisy = double.IsNaN(whole.Norm()) ? whole.Keep() : AddNoise(parameters.Network, gradients, after);
        return new ClipResult(noisy, GradientScope.Norm(before), GradientScope.Norm(after));
    }

    private bool AddNoise(NetworkInfo network, AlignedBuffer gradients, Span<TensorStatistics> after)
    {
        // (1 + t)^-γ, by functions that give the same bits on every machine; far below 1e-300 it may as well stay there.
        double deviation = Math.Sqrt(eta * DeterministicMath.Exp(Math.Max(-700, -gamma * DeterministicMath.Log(1.0 + _step))));
        var random = new Philox(seed, NoiseStreams + _step);
        bool changed = false;
        for (int i = 0; i < network.Parameters.Length; i++)
        {
            ParameterInfo parameter = network.Parameters[i];
            Span<float> gradient = gradients.Span.Slice(parameter.Offset, parameter.Length);
            for (int row = 0; row < parameter.Rows; row++)
            {
                for (int column = 0; column < parameter.Columns; column++)
                {
                    ref float value = ref gradient[(row * parameter.RowStride) + (column * parameter.ColumnStride)];
                    float noisy = (float)(value + (deviation * random.NextNormal()));
                    changed |= noisy != value;
                    value = noisy;
                }
            }

            after[i] = ClipKernels.Measure(gradient);
        }

        _step++;
        return changed;
    }
}
