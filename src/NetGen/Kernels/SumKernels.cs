using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// Sums of values that several layers give, called by generated code. All of them work on a multiple of 16 floats: whole padded
/// rows, whose zero padding stays zero. The same bits at every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SumKernels
{
    /// <summary>into += source.</summary>
    public static void Add(ref float source, ref float into, int floats)
    {
        if (Lanes512.IsSupported)
        {
            Add<Lanes512>(ref source, ref into, floats);
        }
        else if (Lanes256.IsSupported)
        {
            Add<Lanes256>(ref source, ref into, floats);
        }
        else if (Lanes128.IsSupported)
        {
            Add<Lanes128>(ref source, ref into, floats);
        }
        else
        {
            Add<LanesScalar>(ref source, ref into, floats);
        }
    }

    /// <summary>y = a + b.</summary>
    public static void Sum(ref float a, ref float b, ref float y, int floats)
    {
        if (Lanes512.IsSupported)
        {
            Sum<Lanes512>(ref a, ref b, ref y, floats);
        }
        else if (Lanes256.IsSupported)
        {
            Sum<Lanes256>(ref a, ref b, ref y, floats);
        }
        else if (Lanes128.IsSupported)
        {
            Sum<Lanes128>(ref a, ref b, ref y, floats);
        }
        else
        {
            Sum<LanesScalar>(ref a, ref b, ref y, floats);
        }
    }

    /// <summary>y = x + scale·f, rounded once.</summary>
    public static void ScaledSum(ref float x, ref float f, ref float y, float scale, int floats)
    {
        if (Lanes512.IsSupported)
        {
            ScaledSum<Lanes512>(ref x, ref f, ref y, scale, floats);
        }
        else if (Lanes256.IsSupported)
        {
            ScaledSum<Lanes256>(ref x, ref f, ref y, scale, floats);
        }
        else if (Lanes128.IsSupported)
        {
            ScaledSum<Lanes128>(ref x, ref f, ref y, scale, floats);
        }
        else
        {
            ScaledSum<LanesScalar>(ref x, ref f, ref y, scale, floats);
        }
    }

    /// <summary>y = scale·x.</summary>
    public static void Scale(ref float x, ref float y, float scale, int floats)
    {
        if (Lanes512.IsSupported)
        {
            Scale<Lanes512>(ref x, ref y, scale, floats);
        }
        else if (Lanes256.IsSupported)
        {
            Scale<Lanes256>(ref x, ref y, scale, floats);
        }
        else if (Lanes128.IsSupported)
        {
            Scale<Lanes128>(ref x, ref y, scale, floats);
        }
        else
        {
            Scale<LanesScalar>(ref x, ref y, scale, floats);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Add<V>(ref float source, ref float into, int floats)
        where V : struct, ILanes<V>
    {
        for (int i = 0; i < floats; i += V.Count)
        {
            (V.Load(ref into, (nuint)i) + V.Load(ref source, (nuint)i)).Store(ref into, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Sum<V>(ref float a, ref float b, ref float y, int floats)
        where V : struct, ILanes<V>
    {
        for (int i = 0; i < floats; i += V.Count)
        {
            (V.Load(ref a, (nuint)i) + V.Load(ref b, (nuint)i)).Store(ref y, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void ScaledSum<V>(ref float x, ref float f, ref float y, float scale, int floats)
        where V : struct, ILanes<V>
    {
        V factor = V.Create(scale);
        for (int i = 0; i < floats; i += V.Count)
        {
            (V.FusedMultiplyAdd(V.Load(ref f, (nuint)i), factor, V.Load(ref x, (nuint)i))).Store(ref y, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Scale<V>(ref float x, ref float y, float scale, int floats)
        where V : struct, ILanes<V>
    {
        V factor = V.Create(scale);
        for (int i = 0; i < floats; i += V.Count)
        {
            (factor * V.Load(ref x, (nuint)i)).Store(ref y, (nuint)i);
        }
    }
}
