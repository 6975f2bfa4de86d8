using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>The kernels give the same bits with the wider registers switched off.</summary>
public class WidthChildTests
{
    [Theory]
    [MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void VectorMathGivesTheSameBits(string switchedOff) => WidthChild.AssertSame(VectorMathFingerprint, switchedOff);

    [Theory]
    [MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void ReductionsGiveTheSameBits(string switchedOff) => WidthChild.AssertSame(ReductionsFingerprint, switchedOff);

    [Theory]
    [MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void TransposeGivesTheSameBits(string switchedOff) => WidthChild.AssertSame(TransposeFingerprint, switchedOff);

    private static string VectorMathFingerprint()
    {
        // The widest overload there is, and the scalar one, over all magnitudes and the range that matters.
        float[] x = new float[4096];
        Random random = new(1);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = i % 2 == 0 ? BitConverter.Int32BitsToSingle((int)random.NextInt64()) : (random.NextSingle() * 40f) - 20f;
        }

        Fingerprint result = new();
        foreach (string name in VectorMathFunctions.Names)
        {
            result.Add(Lanes512.IsSupported ? VectorMathFunctions.Run<Lanes512>(name, x)
                : Lanes256.IsSupported ? VectorMathFunctions.Run<Lanes256>(name, x) : VectorMathFunctions.Run<Lanes128>(name, x));
            result.Add(VectorMathFunctions.Run<LanesScalar>(name, x));
        }

        return result.ToString();
    }

    private static string ReductionsFingerprint()
    {
        Fingerprint result = new();
        foreach (int length in new[] { 16, 48, 256, 1024, 1040, 5008 })
        {
            foreach (float scale in new[] { 1f, 1e-20f, 1e19f })
            {
                float[] a = TestValues.Normal(length, length), b = TestValues.Normal(length, 7);
                for (int i = 0; i < length; i++)
                {
                    a[i] *= scale;
                }

                TensorStatistics statistics = default;
                Reductions.Measure(ref a[0], length, ref statistics);
                result.Add(statistics.SumOfSquares).Add(statistics.MaxAbs).Add(statistics.NonFinite);
                result.Add(Reductions.Dot(ref a[0], ref b[0], length - 3)).Add(Reductions.SumOfSquares(ref a[0], length - 5));
                a[length - 2] = float.NaN;
                result.Add(Reductions.IndexOfNonFinite(a));
            }
        }

        return result.ToString();
    }

    private static string TransposeFingerprint()
    {
        Fingerprint result = new();
        foreach ((int rows, int columns) in new[] { (1, 1), (5, 33), (33, 5), (64, 48), (67, 67) })
        {
            int sourceStride = (columns + 15) & ~15, destinationStride = (rows + 15) & ~15;
            float[] source = TestValues.Normal(rows * sourceStride, rows), destination = new float[columns * destinationStride];
            TransposeKernel.Transpose(ref source[0], rows, columns, sourceStride, ref destination[0], destinationStride);
            result.Add(destination);
        }

        return result.ToString();
    }
}
