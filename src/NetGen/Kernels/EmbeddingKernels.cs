using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>
/// Rows of a table chosen by token ids (PyTorch <c>Embedding</c>), called by generated code. Ids are whole numbers in floats; rows of the
/// table and of the output hold <c>stride</c> floats, the features padded to a multiple of 16 with zeros.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EmbeddingKernels
{
    /// <summary>Checks all ids of a batch before anything is written.</summary>
    /// <param name="place">The network and layer, for the message.</param>
    /// <param name="ids">[rows, <paramref name="perRow"/>].</param>
    /// <param name="perRow">The ids of one sample.</param>
    /// <param name="vocabulary">Ids are 0..vocabulary-1.</param>
    /// <exception cref="ArgumentException">An id is not a whole number in range; the message names it, the limit and the place.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void CheckIds(string place, ReadOnlySpan<float> ids, int perRow, int vocabulary)
    {
        for (int i = 0; i < ids.Length; i++)
        {
            float id = ids[i];
            // Not "id < 0 ||": NaN must fail.
            if (!(id >= 0 && id < vocabulary) || id != (int)id)
            {
                Throw(place, id, i / perRow, i % perRow, vocabulary);
            }
        }
    }

    /// <summary>y[i] = table[ids[i]].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward(ref float ids, ref float table, ref float output, int count, int stride)
    {
        for (nint i = 0; i < count; i++)
        {
            nint id = (nint)Unsafe.Add(ref ids, i);
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref table, id * stride), stride)
                .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref output, i * stride), stride));
        }
    }

    /// <summary>dTable[id] = Σ of dy[i] over the i with that id, in ascending order; zero for rows that no id chose.</summary>
    public static void Backward(ref float ids, ref float dOutput, ref float dTable, int count, int vocabulary, int stride)
    {
        if (Lanes512.IsSupported)
        {
            Backward<Lanes512>(ref ids, ref dOutput, ref dTable, count, vocabulary, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Backward<Lanes256>(ref ids, ref dOutput, ref dTable, count, vocabulary, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Backward<Lanes128>(ref ids, ref dOutput, ref dTable, count, vocabulary, stride);
        }
        else
        {
            Backward<LanesScalar>(ref ids, ref dOutput, ref dTable, count, vocabulary, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Backward<V>(ref float ids, ref float dOutput, ref float dTable, int count, int vocabulary, int stride)
        where V : struct, ILanes<V>
    {
        MemoryMarshal.CreateSpan(ref dTable, vocabulary * stride).Clear();
        for (nint i = 0; i < count; i++)
        {
            ref float from = ref Unsafe.Add(ref dOutput, i * stride);
            ref float to = ref Unsafe.Add(ref dTable, (nint)Unsafe.Add(ref ids, i) * stride);
            for (nint j = 0; j < stride; j += V.Count)
            {
                (V.Load(ref to, (nuint)j) + V.Load(ref from, (nuint)j)).Store(ref to, (nuint)j);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(string place, float id, int row, int position, int vocabulary) => throw new ArgumentException(
        $"{place}: the token id at row {row}, position {position} is {id}; ids are whole numbers from 0 to {vocabulary - 1}.");
}
