namespace NetGen.Kernels;

/// <summary>Draws slopes from U(lower, upper) by element, four to a block of the generator.</summary>
internal struct SlopeSource(long seed, long step, uint domain, float lower, float upper)
{
    private readonly float _range = upper - lower;
    private long _block = -1;
    private uint _r0, _r1, _r2, _r3;

    /// <summary>The slope of an element.</summary>
    internal float Slope(long element)
    {
        long block = element >> 2;
        if (block != _block)
        {
            Philox.Block(
                (uint)block, domain, (uint)step, (uint)(step >> 32), (uint)seed, (uint)(seed >> 32), out _r0, out _r1, out _r2, out _r3);
            _block = block;
        }

        uint word = (element & 3) switch
        {
            0 => _r0,
            1 => _r1,
            2 => _r2,
            _ => _r3,
        };

        // Rounding may pass the upper end by one unit in the last place.
        return MathF.Min(MathF.FusedMultiplyAdd((word >> 8) * (1f / (1 << 24)), _range, lower), upper);
    }
}
