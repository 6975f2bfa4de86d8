namespace NetGen;

/// <inheritdoc cref="Clip.GlobalNorm"/>
internal sealed class GlobalNormClip(float maxNorm) : Clip
{
    protected internal override ClipResult Apply(
        ParameterBuffer parameters, AlignedBuffer gradients, ReadOnlySpan<TensorStatistics> before, Span<TensorStatistics> after)
    {
        bool clipped = GradientScope.Whole(parameters, gradients, before, after).LimitNorm(maxNorm);
        return new ClipResult(clipped, GradientScope.Norm(before), GradientScope.Norm(after));
    }
}
