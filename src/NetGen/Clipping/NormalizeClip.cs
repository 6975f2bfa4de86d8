namespace NetGen;

/// <inheritdoc cref="Clip.Normalize"/>
internal sealed class NormalizeClip : Clip
{
    protected internal override ClipResult Apply(
        ParameterBuffer parameters, AlignedBuffer gradients, ReadOnlySpan<TensorStatistics> before, Span<TensorStatistics> after)
    {
        GradientScope whole = GradientScope.Whole(parameters, gradients, before, after);
        double norm = whole.Norm();
        bool clipped = norm > 0 ? whole.Scale(1 / norm) : whole.Keep();
        return new ClipResult(clipped, GradientScope.Norm(before), GradientScope.Norm(after));
    }
}
