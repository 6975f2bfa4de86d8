using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>For each row of a result the places of what contributes to it, in the order in which it is summed.</summary>
internal sealed class PairTable
{
    private readonly int[] _ends;
    private readonly int[] _a;
    private readonly int[] _b;

    private PairTable(int[] ends, int[] a, int[] b)
    {
        _ends = ends;
        _a = a;
        _b = b;
    }

    /// <summary>The number of rows.</summary>
    public int Rows => _ends.Length;

    /// <summary>Where the pairs of each row end; those of the first start at 0.</summary>
    public ref int Ends => ref MemoryMarshal.GetArrayDataReference(_ends);

    /// <summary>The first of each pair, in floats.</summary>
    public ref int A => ref MemoryMarshal.GetArrayDataReference(_a);

    /// <summary>The second of each pair, in floats or positions.</summary>
    public ref int B => ref MemoryMarshal.GetArrayDataReference(_b);

    /// <summary>The pairs of a row.</summary>
    public int Count(int row) => _ends[row] - (row == 0 ? 0 : _ends[row - 1]);

    /// <summary>Sorts pairs by their row and keeps their order within it.</summary>
    public static PairTable Of(int rows, List<(int Row, int A, int B)> pairs)
    {
        int[] ends = new int[rows];
        foreach ((int row, _, _) in pairs)
        {
            ends[row]++;
        }

        int[] next = new int[rows];
        int sum = 0;
        for (int row = 0; row < rows; row++)
        {
            next[row] = sum;
            sum += ends[row];
            ends[row] = sum;
        }

        int[] first = new int[pairs.Count], second = new int[pairs.Count];
        foreach ((int row, int a, int b) in pairs)
        {
            first[next[row]] = a;
            second[next[row]++] = b;
        }

        return new PairTable(ends, first, second);
    }
}
