using System.Runtime.InteropServices;

namespace AotHello;

/// <summary>A number that differs when any bit of some floats does: 64-bit FNV-1a.</summary>
internal static class Fingerprint
{
    public static ulong Of(ReadOnlySpan<float> values)
    {
        ulong hash = 14695981039346656037;
        foreach (byte part in MemoryMarshal.AsBytes(values))
        {
            hash = unchecked((hash ^ part) * 1099511628211);
        }

        return hash;
    }
}
