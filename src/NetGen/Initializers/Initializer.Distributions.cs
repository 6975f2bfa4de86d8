using NetGen.Kernels;

namespace NetGen;

/// <content>What each kind of initializer writes, element by element.</content>
public static partial class Initializer
{
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
        for (int row = 0; row < tensor.Rows; row++)
        {
            for (int column = 0; column < tensor.Columns; column++)
            {
                tensor[row, column] = (float)(deviation * random.NextNormal());
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
