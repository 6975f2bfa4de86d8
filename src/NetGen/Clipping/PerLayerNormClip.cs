namespace NetGen;

/// <inheritdoc cref="Clip.PerLayerNorm"/>
internal sealed class PerLayerNormClip(float maxNorm) : Clip
{
    protected internal override ClipResult Apply(
        ParameterBuffer parameters, AlignedBuffer gradients, ReadOnlySpan<TensorStatistics> before, Span<TensorStatistics> after)
    {
        NetworkInfo network = parameters.Network;
        bool clipped = false;
        // The tensors of a layer are neighbours in the buffer.
        for (int first = 0, end; first < before.Length; first = end)
        {
            end = first + 1;
            while (end < before.Length && network.Parameters[end].Layer == network.Parameters[first].Layer)
            {
                end++;
            }

            clipped |= new GradientScope(network, gradients, before, after, first, end).LimitNorm(maxNorm);
        }

        return new ClipResult(clipped, GradientScope.Norm(before), GradientScope.Norm(after));
    }
}
