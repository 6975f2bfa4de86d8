using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>A sum of floats in double, in 16 canonical lanes: the same bits at every register width, and no overflow.</summary>
internal ref struct DoubleSum
{
    private Lanes16<double> _lanes;
    private Lanes16<float> _values;

    /// <summary>The sum of all that was added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Total() => CanonicalLanes.Sum(in _lanes[0]);

    /// <summary>Adds one number to a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float value, int lane) => _lanes[lane] += value;

    /// <summary>Adds a register to the lanes that start at <paramref name="lane"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add<V>(V value, int lane)
        where V : struct, ILanes<V>
    {
        value.Store(ref _values[0], 0);
        if (typeof(V) == typeof(Lanes512))
        {
            Add<DoubleLanes512>(lane);
            Add<DoubleLanes512>(lane, DoubleLanes512.Count);
        }
        else if (typeof(V) == typeof(Lanes256))
        {
            Add<DoubleLanes256>(lane);
            Add<DoubleLanes256>(lane, DoubleLanes256.Count);
        }
        else if (typeof(V) == typeof(Lanes128))
        {
            Add<DoubleLanes128>(lane);
            Add<DoubleLanes128>(lane, DoubleLanes128.Count);
        }
        else
        {
            Add<DoubleLanesScalar>(lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add<D>(int lane, int from = 0)
        where D : struct, IDoubleLanes<D>
    {
        nuint at = (nuint)(lane + from);
        (D.Load(ref _lanes[0], at) + D.Load(ref _values[0], (nuint)from)).Store(ref _lanes[0], at);
    }
}
