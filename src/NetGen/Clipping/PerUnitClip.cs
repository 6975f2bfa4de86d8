using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <inheritdoc cref="Clip.PerUnit"/>
internal sealed class PerUnitClip(float ratio, float epsilon, bool skipOutputLayer) : Clip
{
    protected internal override ClipResult Apply(
        ParameterBuffer parameters, AlignedBuffer gradients, ReadOnlySpan<TensorStatistics> before, Span<TensorStatistics> after)
    {
        NetworkInfo network = parameters.Network;
        int skipped = skipOutputLayer ? OutputLayer(network) : -1;
        bool clipped = false;
        for (int i = 0; i < before.Length; i++)
        {
            ParameterInfo parameter = network.Parameters[i];
            after[i] = before[i];
            if (parameter.Layer == skipped || !GradientScope.IsFinite(before[i]))
            {
                continue;
            }

            ref float gradient = ref Unsafe.Add(ref gradients.Reference, parameter.Offset);
            ref float weight = ref Unsafe.Add(ref parameters.Reference, parameter.Offset);
            Span<float> span = gradients.Span.Slice(parameter.Offset, parameter.Length);
            if (!parameter.IsWeight)
            {
                double factor = Factor(before[i].SumOfSquares, Reductions.SumOfSquares(ref weight, parameter.Length));
                if (factor < 1)
                {
                    after[i] = ClipKernels.Scale(span, factor);
                    clipped = true;
                }
            }
            else if (parameter.Role == ParameterRole.Embedding || parameter.ColumnStride > 1 ? LimitLines(span, ref weight, parameter) : LimitColumns(ref gradient, ref weight, parameter.Units))
            {
                after[i] = ClipKernels.Measure(span);
                clipped = true;
            }
        }

        return new ClipResult(clipped, GradientScope.Norm(before), GradientScope.Norm(after));
    }

    private static int OutputLayer(NetworkInfo network)
    {
        int layer = -1;
        foreach (ParameterInfo parameter in network.Parameters)
        {
            layer = parameter.IsWeight ? Math.Max(layer, parameter.Layer) : layer;
        }

        return layer;
    }

    /// <summary>λ·max(‖w‖, ε)/‖g‖ when that is less than 1, else 1; 1 too when either norm is not finite.</summary>
    private double Factor(double gradientSquares, double weightSquares)
    {
        double norm = Math.Sqrt(gradientSquares);
        double limit = ratio * Math.Max(Math.Sqrt(weightSquares), epsilon);
        return norm > limit ? limit / norm : 1;
    }

    // The weights of a unit, or what is remembered of a word, lie behind each other.
    private bool LimitLines(Span<float> gradient, ref float weight, ParameterInfo parameter)
    {
        bool limited = false;
        int stride = parameter.Lines.Stride;
        for (int start = 0; start < gradient.Length; start += stride)
        {
            Span<float> row = gradient.Slice(start, stride);
            double factor = Factor(
                Reductions.SumOfSquares(ref row[0], row.Length), Reductions.SumOfSquares(ref Unsafe.Add(ref weight, start), row.Length));
            if (factor < 1)
            {
                ClipKernels.Scale(row, factor);
                limited = true;
            }
        }

        return limited;
    }

    private bool LimitColumns(ref float gradient, ref float weight, (int Rows, int Columns, int Stride) units) =>
        DoubleLanes512.IsSupported ? LimitColumns<DoubleLanes512>(ref gradient, ref weight, units.Rows, units.Stride)
        : DoubleLanes256.IsSupported ? LimitColumns<DoubleLanes256>(ref gradient, ref weight, units.Rows, units.Stride)
        : DoubleLanes128.IsSupported ? LimitColumns<DoubleLanes128>(ref gradient, ref weight, units.Rows, units.Stride)
        : LimitColumns<DoubleLanesScalar>(ref gradient, ref weight, units.Rows, units.Stride);

    private bool LimitColumns<D>(ref float gradient, ref float weight, int rows, int stride)
        where D : struct, IDoubleLanes<D>
    {
        bool limited = false;
        Span<double> gradientSquares = stackalloc double[ColumnKernels.Block];
        Span<double> weightSquares = stackalloc double[ColumnKernels.Block];
        for (int column = 0; column < stride; column += ColumnKernels.Block)
        {
            int width = Math.Min(ColumnKernels.Block, stride - column);
            ref float block = ref Unsafe.Add(ref gradient, column);
            ColumnKernels.SumSquares<D>(in block, rows, stride, width, ref gradientSquares[0]);
            ColumnKernels.SumSquares<D>(in Unsafe.Add(ref weight, column), rows, stride, width, ref weightSquares[0]);
            bool any = false;
            for (int j = 0; j < width; j++)
            {
                gradientSquares[j] = Factor(gradientSquares[j], weightSquares[j]);
                any |= gradientSquares[j] < 1;
            }

            if (any)
            {
                ColumnKernels.Scale<D>(in block, ref block, rows, stride, width, in gradientSquares[0]);
                limited = true;
            }
        }

        return limited;
    }
}
