using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Kernels;

/// <summary>Consecutive blocks of Philox, several at a time where the machine can: the numbers of <see cref="Philox.Block"/>.</summary>
internal static class PhiloxBlocks
{
    /// <summary>The blocks that a call may compute beyond those asked for: how much room the words need.</summary>
    internal const int Overrun = 7;

    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>
    /// Writes the words of the blocks with index <paramref name="first"/> and up, under the key of the seed: c0 is the low half
    /// of the index, c1 the stream, c2 the low half of the step, c3 what is above in both (16 bits of either are enough).
    /// </summary>
    /// <param name="words">Room for 4·(<paramref name="count"/> + <see cref="Overrun"/>) words.</param>
    /// <param name="count">The number of blocks.</param>
    /// <param name="first">The index of the first block, below 2⁴⁸.</param>
    /// <param name="stream">What the numbers are for.</param>
    /// <param name="step">The step of training, below 2⁴⁸.</param>
    /// <param name="seed">The seed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Fill(ref uint words, int count, ulong first, uint stream, long step, long seed)
    {
        for (int i = 0; i < count;)
        {
            ulong index = first + (ulong)i;
            uint c3 = ((uint)(step >> 32) & 0xffff) | ((uint)(index >> 32) << 16);
            i += Some(ref Unsafe.Add(ref words, 4 * i), (uint)index, stream, (uint)step, c3, (uint)seed, (uint)(seed >> 32));
        }
    }

    /// <summary>
    /// Writes the words of the blocks with index <paramref name="first"/> and up that <c>new Philox(seed, stream)</c> draws: c0 and c1 are the halves of
    /// the index, c2 and c3 those of the stream.
    /// </summary>
    /// <param name="words">Room for 4·(<paramref name="count"/> + <see cref="Overrun"/>) words.</param>
    /// <param name="count">The number of blocks.</param>
    /// <param name="first">The index of the first block.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="seed">The seed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Fill(ref uint words, int count, ulong first, ulong stream, ulong seed)
    {
        for (int i = 0; i < count;)
        {
            // A stream of 2⁶⁴ words begins again.
            ulong index = (first + (ulong)i) & (ulong.MaxValue >> 2);
            i += Some(
                ref Unsafe.Add(ref words, 4 * i), (uint)index, (uint)(index >> 32), (uint)stream, (uint)(stream >> 32), (uint)seed, (uint)(seed >> 32));
        }
    }

    // As many blocks as the machine computes at once; their number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Some(ref uint words, uint first, uint counter1, uint counter2, uint counter3, uint key0, uint key1)
    {
        // The low halves of the eight counters must not wrap around.
        bool together = first <= uint.MaxValue - Overrun;
        if (together && Avx512F.IsSupported)
        {
            Eight(ref words, first, counter1, counter2, counter3, key0, key1);
            return 8;
        }

        if (together && Avx2.IsSupported)
        {
            Four(ref words, first, counter1, counter2, counter3, key0, key1);
            return 4;
        }

        Philox.Block(
            first, counter1, counter2, counter3, key0, key1,
            out words, out Unsafe.Add(ref words, 1), out Unsafe.Add(ref words, 2), out Unsafe.Add(ref words, 3));
        return 1;
    }

    // Each lane of 64 bits holds a word; what lies above its 32 bits is ignored by the next product. The order of the counters
    // makes interleaving within 128 bits come out in the order of the blocks.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Eight(ref uint words, uint first, uint counter1, uint counter2, uint counter3, uint key0, uint key1)
    {
        Vector512<ulong> c0 = Vector512.Create((ulong)first) + Vector512.Create(0ul, 4, 1, 5, 2, 6, 3, 7);
        Vector512<ulong> c1 = Vector512.Create((ulong)counter1);
        Vector512<ulong> c2 = Vector512.Create((ulong)counter2);
        Vector512<ulong> c3 = Vector512.Create((ulong)counter3);
        Vector512<uint> m0 = Vector512.Create((ulong)Multiplier0).AsUInt32();
        Vector512<uint> m1 = Vector512.Create((ulong)Multiplier1).AsUInt32();
        for (int round = 0; round < 10; round++)
        {
            Vector512<ulong> product0 = Avx512F.Multiply(c0.AsUInt32(), m0);
            Vector512<ulong> product1 = Avx512F.Multiply(c2.AsUInt32(), m1);
            c0 = (product1 >> 32) ^ c1 ^ Vector512.Create((ulong)key0);
            c1 = product1;
            c2 = (product0 >> 32) ^ c3 ^ Vector512.Create((ulong)key1);
            c3 = product0;
            key0 = unchecked(key0 + Weyl0);
            key1 = unchecked(key1 + Weyl1);
        }

        Vector512<ulong> low = Vector512.Create((ulong)uint.MaxValue);
        Vector512<ulong> front = (c0 & low) | (c1 << 32);
        Vector512<ulong> back = (c2 & low) | (c3 << 32);
        Avx512F.UnpackLow(front, back).AsUInt32().StoreUnsafe(ref words);
        Avx512F.UnpackHigh(front, back).AsUInt32().StoreUnsafe(ref words, 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Four(ref uint words, uint first, uint counter1, uint counter2, uint counter3, uint key0, uint key1)
    {
        Vector256<ulong> c0 = Vector256.Create((ulong)first) + Vector256.Create(0ul, 2, 1, 3);
        Vector256<ulong> c1 = Vector256.Create((ulong)counter1);
        Vector256<ulong> c2 = Vector256.Create((ulong)counter2);
        Vector256<ulong> c3 = Vector256.Create((ulong)counter3);
        Vector256<uint> m0 = Vector256.Create((ulong)Multiplier0).AsUInt32();
        Vector256<uint> m1 = Vector256.Create((ulong)Multiplier1).AsUInt32();
        for (int round = 0; round < 10; round++)
        {
            Vector256<ulong> product0 = Avx2.Multiply(c0.AsUInt32(), m0);
            Vector256<ulong> product1 = Avx2.Multiply(c2.AsUInt32(), m1);
            c0 = (product1 >> 32) ^ c1 ^ Vector256.Create((ulong)key0);
            c1 = product1;
            c2 = (product0 >> 32) ^ c3 ^ Vector256.Create((ulong)key1);
            c3 = product0;
            key0 = unchecked(key0 + Weyl0);
            key1 = unchecked(key1 + Weyl1);
        }

        Vector256<ulong> low = Vector256.Create((ulong)uint.MaxValue);
        Vector256<ulong> front = (c0 & low) | (c1 << 32);
        Vector256<ulong> back = (c2 & low) | (c3 << 32);
        Avx2.UnpackLow(front, back).AsUInt32().StoreUnsafe(ref words);
        Avx2.UnpackHigh(front, back).AsUInt32().StoreUnsafe(ref words, 8);
    }
}
