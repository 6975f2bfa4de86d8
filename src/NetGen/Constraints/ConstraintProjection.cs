using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Applies the constraint of a parameter tensor after an update.</summary>
internal static class ConstraintProjection
{
    /// <summary>
    /// Projects one tensor of a parameter buffer onto its <see cref="ParameterInfo.Constraint"/>, column by column for norms.
    /// Columns within the constraint keep their bits, and a column of zeros stays zero. A column with an infinity or NaN has no
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
                ScaleColumns<D>(values, parameter, parameter.ConstraintLimit, atMost: true);
                break;
            case Constraint.MaxNorm:
                throw new ArgumentOutOfRangeException(
                    nameof(parameter), parameter.ConstraintLimit, $"The max-norm of {parameter.Name} is {parameter.ConstraintLimit}; it must be greater than 0.");
            case Constraint.UnitNorm:
                ScaleColumns<D>(values, parameter, 1, atMost: false);
                break;
            case Constraint.NonNegative:
                ClearNegative<V>(values);
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(parameter), parameter.Constraint, $"There is no constraint {(int)parameter.Constraint}, which {parameter.Name} has.");
        }
    }

    /// <summary>Gives every column the norm, or with <paramref name="atMost"/> only those that are longer.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ScaleColumns<D>(Span<float> values, ParameterInfo parameter, float norm, bool atMost)
        where D : struct, IDoubleLanes<D>
    {
        Span<double> block = stackalloc double[ColumnKernels.Block];
        ref double factors = ref block[0];
        D limit = D.Create(norm);
        D one = D.Create(1);
        D infinity = D.Create(double.PositiveInfinity);
        for (int start = 0; start < parameter.RowStride; start += ColumnKernels.Block)
        {
            int width = Math.Min(ColumnKernels.Block, parameter.RowStride - start);
            ref float columns = ref values[start];
            ColumnKernels.SumSquares<D>(ref columns, parameter.Rows, parameter.RowStride, width, ref factors);
            for (int j = 0; j < width; j += D.Count)
            {
                D length = D.Sqrt(D.Load(ref factors, (nuint)j));
                D factor = limit / (atMost ? D.WhereGreater(limit, length, limit, length) : length);
                factor = D.WhereGreater(infinity, length, factor, one);
                D.WhereZero(length, one, factor).Store(ref factors, (nuint)j);
            }

            ColumnKernels.Scale<D>(ref columns, ref columns, parameter.Rows, parameter.RowStride, width, ref factors);
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
