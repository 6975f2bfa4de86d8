using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>Clears the lanes past the end of a row, whatever they hold: a product with zero would keep NaN.</summary>
internal static class LaneMask
{
    // 16 floats above zero (of bit pattern 0x01010101) and 16 zeros, as bytes: a table of floats allocates in builds that are
    // not optimised.
    private static ReadOnlySpan<byte> AboveZeroThenZero =>
    [
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>The first <paramref name="remaining"/> lanes of a value, and zero in the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Keep<V>(V value, int remaining)
        where V : struct, ILanes<V> => Keep(value, remaining, V.Create(0f));

    /// <summary>The first <paramref name="remaining"/> lanes of a value, and those of <paramref name="other"/> in the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Keep<V>(V value, int remaining, V other)
        where V : struct, ILanes<V>
    {
        if (remaining >= V.Count)
        {
            return value;
        }

        if (remaining <= 0)
        {
            return other;
        }

        V mask = V.Load(in Unsafe.As<byte, float>(ref MemoryMarshal.GetReference(AboveZeroThenZero)), (nuint)(16 - remaining));
        return V.WhereGreater(mask, V.Create(0f), value, other);
    }
}
