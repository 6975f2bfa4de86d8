using NetGen.Kernels;

namespace NetGen;

/// <inheritdoc cref="Clip.Value"/>
internal sealed class ValueClip(float limit) : Clip
{
    protected internal override ClipResult Apply(
        ParameterBuffer parameters, AlignedBuffer gradients, ReadOnlySpan<TensorStatistics> before, Span<TensorStatistics> after)
    {
        double norm = GradientScope.Norm(before);
        bool clipped = false;
        for (int i = 0; i < before.Length; i++)
        {
            ParameterInfo parameter = parameters.Network.Parameters[i];
            if (GradientScope.IsFinite(before[i]) && before[i].MaxAbs > limit)
            {
                after[i] = ClipKernels.Clamp(gradients.Span.Slice(parameter.Offset, parameter.Length), limit);
                clipped = true;
            }
            else
            {
                after[i] = before[i];
            }
        }

        return new ClipResult(clipped, norm, GradientScope.Norm(after));
    }
}
