using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <content>What each kind of initializer writes, element by element.</content>
public static partial class Initializer
{
    // The numbers that are drawn together: few enough for the stack and the first-level cache.
    private const int DrawnTogether = 256;

    // In smaller matrices it takes longer to compile the code that draws them together than it saves.
    private const int DrawnTogetherFrom = 1 << 17;

    private static void FillConstant(MatrixView tensor, float value)
    {
        for (int row = 0; row < tensor.Rows; row++)
        {
            for (int column = 0; column < tensor.Columns; column++)
            {
                tensor[row, column] = value;
            }
        }
    }

    private static void FillIdentity(MatrixView tensor, float value)
    {
        FillConstant(tensor, 0);
        for (int i = 0; i < Math.Min(tensor.Rows, tensor.Columns); i++)
        {
            tensor[i, i] = value;
        }
    }

    private static void FillUniform(MatrixView tensor, double bound, ref Philox random)
    {
        float limit = (float)bound;
        for (int row = 0; row < tensor.Rows; row++)
        {
            for (int column = 0; column < tensor.Columns; column++)
            {
                // 2u - 1 is exact, so the bounds hold.
                tensor[row, column] = limit * ((2 * random.NextSingle()) - 1);
            }
        }
    }

    private static void FillNormal(MatrixView tensor, double deviation, ref Philox random)
    {
        if (tensor.Length >= DrawnTogetherFrom)
        {
            FillNormalTogether(tensor, deviation, ref random);
            return;
        }

        for (int row = 0; row < tensor.Rows; row++)
        {
            for (int column = 0; column < tensor.Columns; column++)
            {
                tensor[row, column] = (float)(deviation * random.NextNormal());
            }
        }
    }

    /// <summary>The numbers of <see cref="Philox.NextNormal"/>, several at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillNormalTogether(MatrixView tensor, double deviation, ref Philox random)
    {
        Span<double> draws = stackalloc double[DrawnTogether];
        int row = 0, column = 0;
        for (long drawn = 0; drawn < tensor.Length; drawn += DrawnTogether)
        {
            Span<double> some = draws[..(int)Math.Min(DrawnTogether, tensor.Length - drawn)];
            random.NextOpenDoubles(some);
            NormalQuantile.Of(some);
            foreach (double z in some)
            {
                tensor[row, column] = (float)(deviation * z);
                if (++column == tensor.Columns)
                {
                    column = 0;
                    row++;
                }
            }
        }
    }

    private static void FillTruncatedNormal(MatrixView tensor, double deviation, ref Philox random)
    {
        for (int row = 0; row < tensor.Rows; row++)
        {
            for (int column = 0; column < tensor.Columns; column++)
            {
                double p = TailBelowMinusTwo + (random.NextOpenDouble() * (1 - (2 * TailBelowMinusTwo)));
                double z = NormalQuantile.Of(p);
                // Rounding may carry the quantile of the ends an ulp too far.
                tensor[row, column] = (float)(deviation * Math.Min(2, Math.Max(-2, z)));
            }
        }
    }

    private static void FillSparse(MatrixView tensor, double deviation, ref Philox random)
    {
        // A unit without any input would never learn, so a tenth of fewer than ten inputs is one.
        int connections = Math.Max(1, tensor.Rows / 10);
        for (int column = 0; column < tensor.Columns; column++)
        {
            // Knuth's selection sampling: of the inputs that are left, each has the same chance to be among those needed.
            int needed = connections;
            for (int row = 0; row < tensor.Rows; row++)
            {
                bool connected = random.NextDouble() * (tensor.Rows - row) < needed;
                double z = random.NextNormal();
                tensor[row, column] = connected ? (float)(deviation * z) : 0;
                needed -= connected ? 1 : 0;
            }
        }
    }
}
