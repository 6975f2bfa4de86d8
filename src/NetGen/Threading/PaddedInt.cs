using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>A number that threads hand to each other, on cache lines of its own so that nobody else's writes take it away.</summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
internal struct PaddedInt
{
    /// <summary>The number.</summary>
    [FieldOffset(64)]
    public int Value;
}
