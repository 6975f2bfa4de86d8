namespace NetGen;

/// <inheritdoc cref="Clip.Sequence"/>
internal sealed class SequenceClip(Clip[] clips) : Clip
{
    private TensorStatistics[] _between = [];

    public override void Reset()
    {
        foreach (Clip clip in clips)
        {
            clip.Reset();
        }
    }

    protected internal override ClipResult Apply(
        ParameterBuffer parameters, AlignedBuffer gradients, ReadOnlySpan<TensorStatistics> before, Span<TensorStatistics> after)
    {
        if (_between.Length != before.Length)
        {
            _between = new TensorStatistics[before.Length];
        }

        before.CopyTo(_between);
        bool clipped = false;
        foreach (Clip clip in clips)
        {
            clipped |= clip.Apply(parameters, gradients, _between, after).Clipped;
            after.CopyTo(_between);
        }

        return new ClipResult(clipped, GradientScope.Norm(before), GradientScope.Norm(after));
    }
}
