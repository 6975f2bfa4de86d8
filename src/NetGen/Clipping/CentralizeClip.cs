using System.Runtime.InteropServices;
using NetGen.Kernels;

namespace NetGen;

/// <inheritdoc cref="Clip.Centralize"/>
internal sealed class CentralizeClip : Clip
{
    protected internal override ClipResult Apply(
        ParameterBuffer parameters, AlignedBuffer gradients, ReadOnlySpan<TensorStatistics> before, Span<TensorStatistics> after)
    {
        bool clipped = false;
        for (int i = 0; i < before.Length; i++)
        {
            ParameterInfo parameter = parameters.Network.Parameters[i];
            after[i] = before[i];
            (int rows, _, int stride) = parameter.Units;

            // The mean over a single input is the gradient itself: the layer would never learn.
            if (parameter.Role is ParameterRole.Weight or ParameterRole.RecurrentWeight && rows > 1 && GradientScope.IsFinite(before[i]) && before[i].SumOfSquares > 0)
            {
                Span<float> gradient = gradients.Span.Slice(parameter.Offset, parameter.Length);
                if (parameter.ColumnStride > 1)
                {
                    CentralizeKernels.CentralizeLines(gradient, rows, parameter.ColumnStride);
                }
                else
                {
                    Centralize(gradient, rows, stride);
                }

                after[i] = ClipKernels.Measure(gradient);
                clipped = true;
            }
        }

        return new ClipResult(clipped, GradientScope.Norm(before), GradientScope.Norm(after));
    }

    private static void Centralize(Span<float> gradient, int rows, int stride)
    {
        ref float values = ref MemoryMarshal.GetReference(gradient);
        if (DoubleLanes512.IsSupported)
        {
            CentralizeKernels.Centralize<DoubleLanes512>(ref values, rows, stride);
        }
        else if (DoubleLanes256.IsSupported)
        {
            CentralizeKernels.Centralize<DoubleLanes256>(ref values, rows, stride);
        }
        else if (DoubleLanes128.IsSupported)
        {
            CentralizeKernels.Centralize<DoubleLanes128>(ref values, rows, stride);
        }
        else
        {
            CentralizeKernels.Centralize<DoubleLanesScalar>(ref values, rows, stride);
        }
    }
}
