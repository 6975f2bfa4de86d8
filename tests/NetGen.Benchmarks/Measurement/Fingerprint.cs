using System.Globalization;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.Measurement;

/// <summary>A number that differs when any bit of some floats does: 64-bit FNV-1a over their little-endian bytes.</summary>
internal sealed class Fingerprint
{
    private ulong _hash = 14695981039346656037;

    /// <summary>Adds floats.</summary>
    public Fingerprint Add(ReadOnlySpan<float> values)
    {
        foreach (byte part in MemoryMarshal.AsBytes(values))
        {
            _hash = unchecked((_hash ^ part) * 1099511628211);
        }

        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _hash.ToString("x16", CultureInfo.InvariantCulture);
}
