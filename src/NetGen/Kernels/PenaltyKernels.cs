using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// The penalties l1·Σ|w| + l2·Σw² on weights, called by generated code over whole padded tensors: zeros, and so the padding,
/// contribute nothing. The same bits at every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PenaltyKernels
{
    /// <summary>gradient += l1·sign(w) + 2·l2·w, with sign(0) = 0.</summary>
    /// <param name="weight">The weights.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="length">The number of floats, a multiple of 16.</param>
    /// <param name="l1">The coefficient of Σ|w|.</param>
    /// <param name="l2">The coefficient of Σw².</param>
    public static void AddGradient(ref float weight, ref float gradient, int length, float l1, float l2)
    {
        CheckLength(length);
        if (Lanes512.IsSupported)
        {
            AddGradient<Lanes512>(ref weight, ref gradient, length, l1, l2);
        }
        else if (Lanes256.IsSupported)
        {
            AddGradient<Lanes256>(ref weight, ref gradient, length, l1, l2);
        }
        else if (Lanes128.IsSupported)
        {
            AddGradient<Lanes128>(ref weight, ref gradient, length, l1, l2);
        }
        else
        {
            AddGradient<LanesScalar>(ref weight, ref gradient, length, l1, l2);
        }
    }

    /// <summary>l1·Σ|w| + l2·Σw².</summary>
    internal static double Value(ref float weight, int length, float l1, float l2)
    {
        CheckLength(length);
        return DoubleLanes512.IsSupported ? Value<DoubleLanes512>(ref weight, length, l1, l2)
            : DoubleLanes256.IsSupported ? Value<DoubleLanes256>(ref weight, length, l1, l2)
            : DoubleLanes128.IsSupported ? Value<DoubleLanes128>(ref weight, length, l1, l2)
            : Value<DoubleLanesScalar>(ref weight, length, l1, l2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void AddGradient<V>(ref float weight, ref float gradient, int length, float l1, float l2)
        where V : struct, ILanes<V>
    {
        V zero = V.Create(0f);
        V up = V.Create(l1);
        V slope = V.Create(2f * l2);
        for (nuint i = 0; i < (nuint)length; i += (nuint)V.Count)
        {
            V w = V.Load(ref weight, i);
            // The innermost w is 0 or NaN.
            V sign = V.WhereGreater(w, zero, up, V.WhereGreater(zero, w, -up, w));
            (V.Load(ref gradient, i) + V.FusedMultiplyAdd(slope, w, sign)).Store(ref gradient, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static double Value<D>(ref float weight, int length, float l1, float l2)
        where D : struct, IDoubleLanes<D>
    {
        Lanes16<double> sizes = default;
        Lanes16<double> squares = default;
        for (int lane = 0; lane < CanonicalLanes.Count; lane += D.Count)
        {
            D size = D.Create(0);
            D square = D.Create(0);
            for (int i = lane; i < length; i += CanonicalLanes.Count)
            {
                D w = D.Load(ref weight, (nuint)i);
                size += D.Abs(w);
                square += w * w;
            }

            size.Store(ref sizes[0], (nuint)lane);
            square.Store(ref squares[0], (nuint)lane);
        }

        return (l1 * CanonicalLanes.Sum(in sizes[0])) + (l2 * CanonicalLanes.Sum(in squares[0]));
    }

    private static void CheckLength(int length)
    {
        if (length < 0 || length % CanonicalLanes.Count != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, $"The length is {length}; a padded tensor's is a multiple of 16.");
        }
    }
}
