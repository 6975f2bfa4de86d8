using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// Sums of values that several layers give, called by generated code. All of them work on whole padded rows; zero padding stays
/// zero. The same bits at every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SumKernels
{
    /// <summary>into += source, for a multiple of 16 floats.</summary>
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Add<V>(ref float source, ref float into, int floats)
        where V : struct, ILanes<V>
    {
        for (int i = 0; i < floats; i += V.Count)
        {
            (V.Load(ref into, (nuint)i) + V.Load(ref source, (nuint)i)).Store(ref into, (nuint)i);
        }
    }
}
