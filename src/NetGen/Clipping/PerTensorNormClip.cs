namespace NetGen;

/// <inheritdoc cref="Clip.PerTensorNorm"/>
internal sealed class PerTensorNormClip(float maxNorm) : Clip
{
    protected internal override ClipResult Apply(
        ParameterBuffer parameters, AlignedBuffer gradients, ReadOnlySpan<TensorStatistics> before, Span<TensorStatistics> after)
    {
        bool clipped = false;
        for (int i = 0; i < before.Length; i++)
        {
            clipped |= new GradientScope(parameters.Network, gradients, before, after, i, i + 1).LimitNorm(maxNorm);
        }

        return new ClipResult(clipped, GradientScope.Norm(before), GradientScope.Norm(after));
    }
}
