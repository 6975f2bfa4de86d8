using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>
/// A pinned array of floats whose first element lies on a 64-byte boundary, so that every vector load of a 16-float row
/// stays within one cache line.
/// </summary>
public sealed class AlignedBuffer
{
    private const int FloatsPerLine = 16;
    private readonly float[] _array;
    private readonly int _start;

    /// <summary>Creates a buffer of zeros.</summary>
    /// <param name="length">The number of floats.</param>
    /// <param name="stagger">
    /// Cache lines to move the start by (0..63). Buffers that are walked together should differ, because addresses equal
    /// modulo 4096 delay each other's loads.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or the stagger is not in 0..63.</exception>
    public AlignedBuffer(int length, int stagger = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(stagger);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stagger, 63);
        // A page more than asked for gives room to place the start anywhere modulo 4096.
        _array = GC.AllocateArray<float>(checked(length + 1024 + FloatsPerLine), pinned: true);
        nint address = AddressOf(ref MemoryMarshal.GetArrayDataReference(_array));
        nint wanted = stagger * 64;
        nint offset = (wanted - (address & 4095)) & 4095;
        _start = (int)(offset / sizeof(float));
        Length = length;
    }

    /// <summary>The number of floats.</summary>
    public int Length { get; }

    /// <summary>All elements.</summary>
    public Span<float> Span => new(_array, _start, Length);

    /// <summary>The first element.</summary>
    public ref float Reference => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _start);

    private static unsafe nint AddressOf(ref float element) => (nint)Unsafe.AsPointer(ref element);
}
