using System.Globalization;

namespace NetGen.Numerics.Tests;

/// <summary>A hash of result bits (FNV-1a, 64 bits). All NaNs count as one: their bits are up to the machine.</summary>
internal sealed class Fingerprint
{
    private ulong _hash = 14695981039346656037;

    public Fingerprint Add(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            Mix(float.IsNaN(value) ? 0x7fc00000u : BitConverter.SingleToUInt32Bits(value));
        }

        return this;
    }

    public Fingerprint Add(double value)
    {
        ulong bits = double.IsNaN(value) ? 0x7ff8000000000000 : BitConverter.DoubleToUInt64Bits(value);
        Mix((uint)bits);
        Mix((uint)(bits >> 32));
        return this;
    }

    public override string ToString() => _hash.ToString("x16", CultureInfo.InvariantCulture);

    private void Mix(uint bits)
    {
        for (int i = 0; i < 4; i++, bits >>= 8)
        {
            _hash = unchecked((_hash ^ (bits & 255)) * 1099511628211);
        }
    }
}
