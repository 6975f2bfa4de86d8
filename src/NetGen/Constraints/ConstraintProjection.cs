using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Applies the constraint of a parameter tensor after an update.</summary>
internal static class ConstraintProjection
{
    /// <summary>
    /// Projects one tensor of a parameter buffer onto its <see cref="ParameterInfo.Constraint"/>, for norms unit by unit: column by column, and
    /// row by row of an embedding. Units within the constraint keep their bits, and one of zeros stays zero. One with an infinity or NaN has no
    /// norm and is left as it is, so that whoever looks for the first non-finite number still finds where it arose.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The limit of a max-norm is not greater than 0, the constraint is unknown, or the buffer does not hold the tensor.
    /// </exception>
    internal static void Apply(Span<float> parameters, ParameterInfo parameter)
    {
        if (parameter.Constraint == Constraint.None)
        {
            return;
        }

        RowPadding.CheckStride(parameter.Columns, parameter.RowStride);
        Span<float> values = parameters.Slice(parameter.Offset, parameter.Length);
        if (DoubleLanes512.IsSupported)
        {
            Apply<Lanes512, DoubleLanes512>(values, parameter);
        }
        else if (DoubleLanes256.IsSupported)
        {
            Apply<Lanes256, DoubleLanes256>(values, parameter);
        }
        else if (DoubleLanes128.IsSupported)
        {
            Apply<Lanes128, DoubleLanes128>(values, parameter);
        }
        else
        {
            Apply<LanesScalar, DoubleLanesScalar>(values, parameter);
        }
    }

    internal static void Apply<V, D>(Span<float> values, ParameterInfo parameter)
        where V : struct, ILanes<V>
        where D : struct, IDoubleLanes<D>
    {
        switch (parameter.Constraint)
        {
            case Constraint.None:
                break;
            case Constraint.MaxNorm when parameter.ConstraintLimit > 0:
                // A norm within the limit is scaled by limit/limit = 1, which keeps the bits.
                Scale<D>(values, parameter, parameter.ConstraintLimit, atMost: true);
                break;
            case Constraint.MaxNorm:
                throw new ArgumentOutOfRangeException(
                    nameof(parameter), parameter.ConstraintLimit, $"The max-norm of {parameter.Name} is {parameter.ConstraintLimit}; it must be greater than 0.");
            case Constraint.UnitNorm:
                Scale<D>(values, parameter, 1, atMost: false);
                break;
            case Constraint.NonNegative:
                ClearNegative<V>(values);
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(parameter), parameter.Constraint, $"There is no constraint {(int)parameter.Constraint}, which {parameter.Name} has.");
        }
    }

    private static void Scale<D>(Span<float> values, ParameterInfo parameter, float norm, bool atMost)
        where D : struct, IDoubleLanes<D>
    {
        if (parameter.Role == ParameterRole.Embedding)
        {
            ScaleRows<D>(values, parameter.RowStride, norm, atMost);
            return;
        }

        (int rows, _, int stride) = parameter.Units;
        ScaleColumns<D>(values, rows, stride, norm, atMost);
    }

    /// <summary>Gives every row the norm, or with <paramref name="atMost"/> only those that are longer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ScaleRows<D>(Span<float> values, int stride, double norm, bool atMost)
        where D : struct, IDoubleLanes<D>
    {
        for (int start = 0; start < values.Length; start += stride)
        {
            ref float row = ref values[start];
            double length = Math.Sqrt(Reductions.Dot<D>(ref row, ref row, (nuint)stride));
            if (length > (atMost ? norm : 0) && length < double.PositiveInfinity)
            {
                D factor = D.Create(norm / length);
                for (int j = 0; j < stride; j += D.Count)
                {
                    (D.Load(ref row, (nuint)j) * factor).Store(ref row, (nuint)j);
                }
            }
        }
    }

    /// <summary>Gives every column the norm, or with <paramref name="atMost"/> only those that are longer.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ScaleColumns<D>(Span<float> values, int rows, int stride, float norm, bool atMost)
        where D : struct, IDoubleLanes<D>
    {
        Span<double> block = stackalloc double[ColumnKernels.Block];
        ref double factors = ref block[0];
        D limit = D.Create(norm);
        D one = D.Create(1);
        D infinity = D.Create(double.PositiveInfinity);
        for (int start = 0; start < stride; start += ColumnKernels.Block)
        {
            int width = Math.Min(ColumnKernels.Block, stride - start);
            ref float columns = ref values[start];
            ColumnKernels.SumSquares<D>(ref columns, rows, stride, width, ref factors);
            for (int j = 0; j < width; j += D.Count)
            {
                D length = D.Sqrt(D.Load(ref factors, (nuint)j));
                D factor = limit / (atMost ? D.WhereGreater(limit, length, limit, length) : length);
                factor = D.WhereGreater(infinity, length, factor, one);
                D.WhereZero(length, one, factor).Store(ref factors, (nuint)j);
            }

            ColumnKernels.Scale<D>(ref columns, ref columns, rows, stride, width, ref factors);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ClearNegative<V>(Span<float> values)
        where V : struct, ILanes<V>
    {
        V zero = V.Create(0f);
        ref float first = ref MemoryMarshal.GetReference(values);
        for (nuint i = 0; i < (nuint)values.Length; i += (nuint)V.Count)
        {
            V value = V.Load(ref first, i);
            V.WhereGreater(zero, value, zero, value).Store(ref first, i);
        }
    }
}
