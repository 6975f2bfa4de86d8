using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>The pooling kernels against their definition.</summary>
public class PoolingKernelsTests
{
    private static readonly ConvolutionCase[] s_shapes =
    [
        new(4, 6, 5, 5, 2, 2) { StrideY = 2, StrideX = 2 },
        new(24, 24, 6, 6, 2, 2) { StrideY = 2, StrideX = 2 },
        new(7, 9, 3, 3, 3, 2) { StrideY = 2, StrideX = 1, Top = 1, Bottom = 1 },
        new(7, 7, 20, 20, 3, 3) { StrideY = 2, StrideX = 2, Top = 1, Bottom = 1, Left = 1, Right = 1 },
        new(5, 5, 2, 2, 2, 2) { StrideY = 3, StrideX = 3 },
        new(6, 7, 33, 33, 2, 2) { DilationY = 2, DilationX = 3 },
        new(5, 4, 17, 17, 5, 4),
        new(1, 12, 4, 4, 1, 3) { StrideX = 2, Left = 1 },
    ];

    /// <summary>In rows of 16 floats, and where they hold the channels also in rows of 8.</summary>
    private static readonly (ConvolutionCase Shape, bool IsCompact)[] s_cases =
        [.. s_shapes.Select(static s => (s, false)), .. s_shapes.Where(static s => s.Channels <= 8).Select(static s => (s, true))];

    [Fact]
    public void MaximaAndTheirGradientsAgreeWithTheDefinition()
    {
        foreach ((ConvolutionCase shape, bool isCompact) in s_cases)
        {
            (PaddedMatrix x, PaddedMatrix dy) = Data(shape, 3, isCompact);
            Pooling kernels = new(shape.Window, shape.Channels, stride: isCompact ? 8 : 0);
            PaddedMatrix y = new(dy.Rows, dy.Columns, float.NaN, isCompact: isCompact);
            PaddedMatrix dx = new(x.Rows, x.Columns, float.NaN, isCompact: isCompact);
            kernels.MaxForward(ref x.Reference, ref y.Reference, 3);
            kernels.MaxBackward(ref x.Reference, ref y.Reference, ref dy.Reference, ref dx.Reference, 3);
            double[] expected = new double[x.Values.Length];
            foreach ((int output, int channel, int[] inputs) in Windows(shape, 3))
            {
                int best = inputs.MaxBy(i => x[i, channel]);
                Assert.Equal(x[best, channel], y[output, channel]);
                expected[(best * shape.Channels) + channel] += dy[output, channel];
            }

            NumericAssert.Close(expected, dx.Values, 1e-6, 1, shape.ToString());
            y.AssertPaddingIsZero();
            dx.AssertPaddingIsZero();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MeansAndTheirGradientsAgreeWithTheDefinition(bool countPadding)
    {
        foreach ((ConvolutionCase shape, bool isCompact) in s_cases)
        {
            (PaddedMatrix x, PaddedMatrix dy) = Data(shape, 3, isCompact);
            Pooling kernels = new(shape.Window, shape.Channels, countPadding, isCompact ? 8 : 0);
            PaddedMatrix y = new(dy.Rows, dy.Columns, float.NaN, isCompact: isCompact);
            PaddedMatrix dx = new(x.Rows, x.Columns, float.NaN, isCompact: isCompact);
            kernels.AverageForward(ref x.Reference, ref y.Reference, 3);
            kernels.AverageBackward(ref dy.Reference, ref dx.Reference, 3);
            double[] expected = new double[x.Values.Length];
            foreach ((int output, int channel, int[] inputs) in Windows(shape, 3))
            {
                double size = countPadding ? shape.Taps : inputs.Length;
                NumericAssert.Close(inputs.Sum(i => (double)x[i, channel]) / size, y[output, channel], 1e-6, 1, shape.ToString());
                foreach (int input in inputs)
                {
                    expected[(input * shape.Channels) + channel] += dy[output, channel] / size;
                }
            }

            NumericAssert.Close(expected, dx.Values, 1e-6, 1, shape.ToString());
            y.AssertPaddingIsZero();
            dx.AssertPaddingIsZero();
        }
    }

    [Fact]
    public void MaximaOfRectifiedValuesHaveTheBitsOfBothPasses()
    {
        foreach ((ConvolutionCase shape, bool isCompact) in s_cases)
        {
            (PaddedMatrix z, PaddedMatrix dy) = Data(shape, 3, isCompact);
            z[0, 0] = -0f;
            z[1, 0] = float.NaN;
            z[2, 0] = float.NegativeInfinity;
            dy[0, 0] = -0f;
            PaddedMatrix a = PaddedMatrix.Of(z.Rows, z.Columns, [.. z.Values.Select(static v => VectorMath.Max(v, 0f))], isCompact: isCompact);
            Pooling kernels = new(shape.Window, shape.Channels, stride: isCompact ? 8 : 0);
            PaddedMatrix y = new(dy.Rows, dy.Columns, float.NaN, isCompact: isCompact);
            PaddedMatrix expected = new(z.Rows, z.Columns, float.NaN, isCompact: isCompact);
            kernels.MaxForward(ref a.Reference, ref y.Reference, 3);
            kernels.MaxBackward(ref a.Reference, ref y.Reference, ref dy.Reference, ref expected.Reference, 3);
            expected.Values = [.. expected.Values.Zip(a.Values, static (d, v) => v > 0 ? d : 0)];
            PaddedMatrix dz = new(z.Rows, z.Columns, float.NaN, isCompact: isCompact);
            kernels.RectifiedMaxBackward(ref a.Reference, ref y.Reference, ref dy.Reference, ref dz.Reference, 3);
            NumericAssert.SameBits([.. expected.All], [.. dz.All], shape + " dz");
            if (shape is { StrideY: 2, StrideX: 2, KernelHeight: 2, KernelWidth: 2 })
            {
                PaddedMatrix actual = new(z.Rows, z.Columns, float.NaN, isCompact: isCompact);
                PaddedMatrix largest = new(dy.Rows, dy.Columns, float.NaN, isCompact: isCompact);
                kernels.RectifiedMaxForward(ref z.Reference, ref actual.Reference, ref largest.Reference, 3);
                NumericAssert.SameBits([.. a.All], [.. actual.All], shape + " a");
                NumericAssert.SameBits([.. y.All], [.. largest.All], shape + " y");
            }
        }
    }

    [Fact]
    public void OfEqualMaximaTheFirstTakesTheGradientAndNaNComesThrough()
    {
        ConvolutionCase shape = new(2, 2, 2, 2, 2, 2);
        PaddedMatrix x = PaddedMatrix.Of(4, 2, [1, 1, 3, float.NaN, 3, 2, -1, 5]);
        PaddedMatrix y = new(1, 2);
        PaddedMatrix dy = PaddedMatrix.Of(1, 2, [7, 8]);
        PaddedMatrix dx = new(4, 2);
        Pooling kernels = new(shape.Window, 2);
        kernels.MaxForward(ref x.Reference, ref y.Reference, 1);
        kernels.MaxBackward(ref x.Reference, ref y.Reference, ref dy.Reference, ref dx.Reference, 1);
        Assert.Equal([3, float.NaN], y.Values);
        Assert.Equal([0f, 7, 0, 0], [dx[0, 0], dx[1, 0], dx[2, 0], dx[3, 0]]);
    }

    [Theory]
    [InlineData(9, 8)]
    [InlineData(8, 16)]
    public void CompactRowsOfMoreThanEightChannelsAreRefused(int channels, int stride) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Pooling(new Window(4, 4, 2, 2, 2, 2, 2, 2), channels, stride: stride));

    [Fact]
    public void AWindowInThePaddingIsRefused() =>
        Assert.Contains("output 0", Assert.Throws<ArgumentException>(static () => new Pooling(new Window(3, 3, 2, 2, 2, 2, top: 2), 4)).Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void TheKernelsGiveTheSameBitsWithoutTheWiderRegisters(string switchedOff) => WidthChild.AssertSame(Fingerprints, switchedOff);

    private static string Fingerprints()
    {
        Fingerprint result = new();
        foreach ((ConvolutionCase shape, bool isCompact) in s_cases)
        {
            (PaddedMatrix x, PaddedMatrix dy) = Data(shape, 2, isCompact);
            Pooling kernels = new(shape.Window, shape.Channels, countPadding: false, isCompact ? 8 : 0);
            PaddedMatrix y = new(dy.Rows, dy.Columns, isCompact: isCompact);
            PaddedMatrix dx = new(x.Rows, x.Columns, isCompact: isCompact);
            kernels.MaxForward(ref x.Reference, ref y.Reference, 2);
            kernels.MaxBackward(ref x.Reference, ref y.Reference, ref dy.Reference, ref dx.Reference, 2);
            result.Add(y.All).Add(dx.All);
            kernels.RectifiedMaxBackward(ref x.Reference, ref y.Reference, ref dy.Reference, ref dx.Reference, 2);
            result.Add(dx.All);
            if (shape is { StrideY: 2, StrideX: 2, KernelHeight: 2, KernelWidth: 2 })
            {
                kernels.RectifiedMaxForward(ref x.Reference, ref dx.Reference, ref y.Reference, 2);
                result.Add(y.All).Add(dx.All);
            }

            kernels.AverageForward(ref x.Reference, ref y.Reference, 2);
            kernels.AverageBackward(ref dy.Reference, ref dx.Reference, 2);
            result.Add(y.All).Add(dx.All);
        }

        return result.ToString();
    }

    private static (PaddedMatrix X, PaddedMatrix Dy) Data(ConvolutionCase shape, int rows, bool isCompact) =>
    (
        PaddedMatrix.Of(rows * shape.Positions, shape.Channels, PaddedMatrix.Random(rows * shape.Positions * shape.Channels, 21), isCompact: isCompact),
        PaddedMatrix.Of(rows * shape.OutputPositions, shape.Channels, PaddedMatrix.Random(rows * shape.OutputPositions * shape.Channels, 22), isCompact: isCompact));

    /// <summary>For each output position and channel the input positions of its window, in the order of the taps.</summary>
    private static IEnumerable<(int Output, int Channel, int[] Inputs)> Windows(ConvolutionCase shape, int rows)
    {
        for (int output = 0; output < rows * shape.OutputPositions; output++)
        {
            int row = output / shape.OutputPositions, place = output % shape.OutputPositions;
            int firstY = (place / shape.OutputWidth * shape.StrideY) - shape.Top, firstX = (place % shape.OutputWidth * shape.StrideX) - shape.Left;
            var inputs = new List<int>();
            for (int tap = 0; tap < shape.Taps; tap++)
            {
                int y = firstY + (tap / shape.KernelWidth * shape.DilationY), x = firstX + (tap % shape.KernelWidth * shape.DilationX);
                if (y >= 0 && y < shape.Height && x >= 0 && x < shape.Width)
                {
                    inputs.Add((((row * shape.Height) + y) * shape.Width) + x);
                }
            }

            for (int channel = 0; channel < shape.Channels; channel++)
            {
                yield return (output, channel, [.. inputs]);
            }
        }
    }
}
