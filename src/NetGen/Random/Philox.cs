using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// The counter-based random generator Philox 4x32-10: every block of four numbers is a function of a key (the seed) and a
/// counter (the stream and a position), so that any draw can be computed on its own, in any order, on any thread, and the
/// same seed gives the same bits on every machine.
/// </summary>
/// <remarks>
/// <para>
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011; the numbers agree with the
/// known-answer vectors of Random123. Each stream has 2⁶⁴ words. Not for cryptography.
/// </para>
/// <para>
/// This is a value with state: pass it by <see langword="ref"/>. A copy continues where the original was, so both draw the
/// same numbers. <c>default(Philox)</c> is seed 0, stream 0.
/// </para>
/// </remarks>
/// <example><code>
/// var random = new Philox(seed: 1, stream: 7);
/// int die = 1 + random.NextInt32(6);
/// random.Shuffle(order);
/// </code></example>
[StructLayout(LayoutKind.Auto)]
public struct Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;

    // The fractional parts of the golden ratio and of the square root of 3, by which the key moves on each round.
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    private readonly ulong _seed;
    private readonly ulong _stream;
    private ulong _position;

    // The block that r0..r3 hold, plus one; 0 when they hold none, so that default(Philox) works.
    private ulong _block;
    private uint _r0, _r1, _r2, _r3;

    /// <summary>Starts at the beginning of a stream.</summary>
    /// <param name="seed">Any number; different seeds give unrelated numbers.</param>
    /// <param name="stream">Any number; different streams of one seed never overlap. Default 0.</param>
    public Philox(long seed, long stream = 0)
    {
        _seed = unchecked((ulong)seed);
        _stream = unchecked((ulong)stream);
    }

    /// <summary>The number of 32-bit words drawn or skipped so far, modulo 2⁶⁴.</summary>
    public readonly long Position => unchecked((long)_position);

    /// <summary>
    /// Computes one block: the four numbers of counter (<paramref name="c0"/>..<paramref name="c3"/>) under key
    /// (<paramref name="k0"/>, <paramref name="k1"/>). Word w of <c>new Philox(seed, stream)</c> is number w mod 4 of the
    /// block with c0, c1 = low and high half of w/4, c2, c3 = those of the stream, k0, k1 = those of the seed.
    /// </summary>
    public static void Block(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, out uint r0, out uint r1, out uint r2, out uint r3)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ k0;
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ c3 ^ k1;
            c3 = (uint)product0;
            k0 = unchecked(k0 + Weyl0);
            k1 = unchecked(k1 + Weyl1);
        }

        r0 = c0;
        r1 = c1;
        r2 = c2;
        r3 = c3;
    }

    /// <summary>Draws 32 bits. One word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint NextUInt32()
    {
        ulong block = (_position >> 2) + 1;
        if (block != _block)
        {
            Fetch(block);
        }

        return (unchecked(_position++) & 3) switch
        {
            0 => _r0,
            1 => _r1,
            2 => _r2,
            _ => _r3,
        };
    }

    /// <summary>Draws 64 bits, the low half first. Two words.</summary>
    public ulong NextUInt64()
    {
        ulong low = NextUInt32();
        return low | ((ulong)NextUInt32() << 32);
    }

    /// <summary>Draws from U[0, 1), a multiple of 2⁻²⁴. One word.</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>Draws from U[0, 1), a multiple of 2⁻⁵³. Two words.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>
    /// Draws an integer of 0..<paramref name="exclusiveMax"/> - 1, each equally likely (Lemire 2019: the rare draws that
    /// would favour some numbers are drawn again). Usually one word.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveMax"/> is less than 1.</exception>
    public int NextInt32(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveMax, 1);
        uint range = (uint)exclusiveMax;
        ulong product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            uint threshold = unchecked(0u - range) % range;
            while ((uint)product < threshold)
            {
                product = (ulong)NextUInt32() * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>
    /// Draws from N(0, 1) by inverting the cumulative distribution, between -8.2 and 8.2. Two words: no draw is ever thrown
    /// away, so the number of words is known beforehand.
    /// </summary>
    public double NextNormal() => NormalQuantile.Of(NextOpenDouble());

    /// <summary>Brings the elements into a random order, each order equally likely (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int other = NextInt32(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }

    /// <summary>Moves ahead as if <paramref name="words"/> 32-bit words had been drawn, at no cost; negative moves back.</summary>
    public void Skip(long words) => _position = unchecked(_position + (ulong)words);

    /// <summary>Draws from U(0, 1), an odd multiple of 2⁻⁵³: neither end occurs, and 1 - u is exact. Two words.</summary>
    internal double NextOpenDouble() => Open(NextUInt64());

    /// <summary>
    /// Draws as <see cref="NextOpenDouble"/> does, many at once: the same numbers, and the same position behind them. Two words each.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void NextOpenDoubles(Span<double> to)
    {
        // A double takes two words of a block of four; behind an odd number of words each has parts of two blocks.
        const int blocks = 32;
        Span<uint> words = stackalloc uint[4 * (blocks + PhiloxBlocks.Overrun)];
        while (!to.IsEmpty && (_position & 1) == 0)
        {
            int skipped = (int)(_position & 3) / 2;
            int doubles = Math.Min(to.Length, (2 * blocks) - skipped);
            PhiloxBlocks.Fill(ref MemoryMarshal.GetReference(words), (skipped + doubles + 1) / 2, _position >> 2, _stream, _seed);
            ReadOnlySpan<ulong> pairs = MemoryMarshal.Cast<uint, ulong>(words)[skipped..];
            for (int i = 0; i < doubles; i++)
            {
                to[i] = Open(BitConverter.IsLittleEndian ? pairs[i] : BitOperations.RotateLeft(pairs[i], 32));
            }

            Skip(2L * doubles);
            to = to[doubles..];
        }

        foreach (ref double value in to)
        {
            value = NextOpenDouble();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Open(ulong bits) => ((bits >> 12) + 0.5) * (1.0 / (1L << 52));

    private void Fetch(ulong block)
    {
        ulong counter = block - 1;
        Block(
            (uint)counter, (uint)(counter >> 32), (uint)_stream, (uint)(_stream >> 32), (uint)_seed, (uint)(_seed >> 32),
            out _r0, out _r1, out _r2, out _r3);
        _block = block;
    }
}
