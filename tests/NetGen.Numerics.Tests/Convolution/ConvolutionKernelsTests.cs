using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>The convolution kernels against their definition in double precision.</summary>
public class ConvolutionKernelsTests
{
    [Fact]
    public void DenseConvolutionsAgreeWithTheirDefinition()
    {
        foreach (ConvolutionCase shape in ConvolutionCase.Dense)
        {
            foreach (int rows in (int[])[1, 3])
            {
                Check(shape, rows, new DenseKernels(shape, isUnpadded: false));
                Check(shape, rows, new DenseKernels(shape, isUnpadded: true));
            }
        }
    }

    [Fact]
    public void CompactRowsGiveTheBitsOfPaddedOnes()
    {
        foreach (ConvolutionCase shape in ConvolutionCase.Dense.Where(static c => c.Groups == 1))
        {
            foreach (bool isUnpadded in (bool[])[false, true])
            {
                var kernels = new DenseKernels(shape, isUnpadded, isCompact: true);
                Check(shape, 3, kernels);
                var data = new Data(shape, 3);
                (PaddedMatrix z, PaddedMatrix dWeight, PaddedMatrix? dx) = kernels.Run(data);
                (PaddedMatrix expectedZ, PaddedMatrix expectedDWeight, PaddedMatrix? expectedDx) = new DenseKernels(shape, isUnpadded).Run(data);
                NumericAssert.SameBits(expectedZ.Values, z.Values, shape + " z");
                NumericAssert.SameBits([.. expectedDWeight.All], [.. dWeight.All], shape + " dW");
                if (dx is not null)
                {
                    NumericAssert.SameBits(expectedDx!.Values, dx.Values, shape + " dx");
                }
            }
        }
    }

    [Theory]
    [InlineData(9, 1, 8)]
    [InlineData(8, 2, 8)]
    [InlineData(4, 1, 16)]
    public void CompactRowsOfMoreThanEightFiltersOrOfGroupsAreRefused(int filters, int groups, int stride) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Kernels.Convolution(new Window(4, 4, 2, 2, 3, 3), 4, 16, filters, groups, stride));

    [Fact]
    public void GroupedConvolutionsAgreeWithTheirDefinition()
    {
        foreach (ConvolutionCase shape in ConvolutionCase.Grouped)
        {
            foreach (int rows in (int[])[1, 3])
            {
                Check(shape, rows, new GroupedKernels(shape));
            }
        }
    }

    [Fact]
    public void TransposedConvolutionsAreTheGradientsOfConvolutions()
    {
        foreach (ConvolutionCase shape in ConvolutionCase.Dense.Where(static c => c.Groups == 1))
        {
            CheckTransposed(shape, 1);
            CheckTransposed(shape, 3);
        }
    }

    [Fact]
    public void TransposedConvolutionsInGroupsAreTheGradientsOfConvolutions()
    {
        foreach (ConvolutionCase shape in ConvolutionCase.Grouped.Concat(ConvolutionCase.Dense.Where(static c => c.Groups > 1)))
        {
            CheckTransposed(shape, 1);
            CheckTransposed(shape, 3);
        }
    }

    [Theory]
    [MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void TheKernelsGiveTheSameBitsWithoutTheWiderRegisters(string switchedOff) => WidthChild.AssertSame(Fingerprints, switchedOff);

    internal static string Fingerprints()
    {
        Fingerprint result = new();
        foreach (ConvolutionCase shape in ConvolutionCase.Dense)
        {
            Add(result, shape, new DenseKernels(shape, isUnpadded: false));
            Add(result, shape, new DenseKernels(shape, isUnpadded: true));
            if (shape.Groups == 1)
            {
                (PaddedMatrix z, PaddedMatrix dWeight, PaddedMatrix dx) = RunTransposed(shape, 2);
                result.Add(z.All).Add(dWeight.All).Add(dx.All);
                Add(result, shape, new DenseKernels(shape, isUnpadded: false, isCompact: true));
                Add(result, shape, new DenseKernels(shape, isUnpadded: true, isCompact: true));
            }
        }

        foreach (ConvolutionCase shape in ConvolutionCase.Grouped)
        {
            Add(result, shape, new GroupedKernels(shape));
            (PaddedMatrix z, PaddedMatrix dWeight, PaddedMatrix dx) = RunTransposed(shape, 2);
            result.Add(z.All).Add(dWeight.All).Add(dx.All);
        }

        return result.ToString();
    }

    private static void Add(Fingerprint result, ConvolutionCase shape, IKernels kernels)
    {
        Data data = new(shape, 2);
        (PaddedMatrix z, PaddedMatrix dWeight, PaddedMatrix? dx) = kernels.Run(data);
        result.Add(z.All).Add(dWeight.All);
        if (dx is not null)
        {
            result.Add(dx.All);
        }
    }

    private static void Check(ConvolutionCase shape, int rows, IKernels kernels)
    {
        Data data = new(shape, rows);
        (PaddedMatrix z, PaddedMatrix dWeight, PaddedMatrix? dx) = kernels.Run(data);
        string place = $"{shape} x {rows}";
        NumericAssert.Close(ConvolutionReference.Forward(shape, data.X, data.Weight, data.Bias, rows), z.Values, 2e-6, 4, place + " z");
        NumericAssert.Close(ConvolutionReference.WeightGradient(shape, data.X, data.Dz, rows), dWeight.Values, 2e-6, 4 + Math.Sqrt(rows * shape.OutputPositions), place + " dW");
        z.AssertPaddingIsZero();
        dWeight.AssertPaddingIsZero();
        if (dx is not null)
        {
            NumericAssert.Close(ConvolutionReference.InputGradient(shape, data.Dz, data.Weight, rows), dx.Values, 2e-6, 4, place + " dx");
            dx.AssertPaddingIsZero();
        }
    }

    private static void CheckTransposed(ConvolutionCase shape, int rows)
    {
        // The transposed convolution reads what the convolution writes. Its weight is [taps, filters, channels] in the
        // convolution's terms: that of the convolution with each tap transposed.
        Data data = new(shape, rows);
        (PaddedMatrix z, PaddedMatrix dWeight, PaddedMatrix dx) = RunTransposed(shape, rows);
        string place = $"{shape} x {rows} transposed";
        double[] expected = ConvolutionReference.InputGradient(shape, data.Dz, data.Weight, rows);
        for (int i = 0; i < expected.Length; i++)
        {
            expected[i] += TransposedBias(shape)[i % shape.Channels];
        }

        NumericAssert.Close(expected, z.Values, 2e-6, 4, place + " z");
        double[] gradient = ConvolutionReference.WeightGradient(shape, data.X, data.Dz, rows);
        NumericAssert.Close(SwapPerTap(shape, gradient), dWeight.Values, 2e-6, 4 + Math.Sqrt(rows * shape.OutputPositions), place + " dW");
        NumericAssert.Close(ConvolutionReference.Forward(shape, data.X, data.Weight, null, rows), dx.Values, 2e-6, 4, place + " dx");
        z.AssertPaddingIsZero();
        dWeight.AssertPaddingIsZero();
        dx.AssertPaddingIsZero();
    }

    private static float[] TransposedBias(ConvolutionCase shape) => PaddedMatrix.Random(shape.Channels, 31);

    private static (PaddedMatrix Z, PaddedMatrix DWeight, PaddedMatrix Dx) RunTransposed(ConvolutionCase shape, int rows)
    {
        Data data = new(shape, rows);
        float[] swapped = SwapPerTap(shape, data.Weight);
        PaddedMatrix weight = PaddedMatrix.Of(shape.Taps * shape.Filters / shape.Groups, shape.Channels, swapped);
        PaddedMatrix bias = PaddedMatrix.Of(1, shape.Channels, TransposedBias(shape));
        PaddedMatrix x = PaddedMatrix.Of(rows * shape.OutputPositions, shape.Filters, data.Dz);
        PaddedMatrix dz = PaddedMatrix.Of(rows * shape.Positions, shape.Channels, data.X);
        PaddedMatrix z = new(rows * shape.Positions, shape.Channels, float.NaN);
        PaddedMatrix dx = new(rows * shape.OutputPositions, shape.Filters, float.NaN);
        PaddedMatrix dWeight = new(weight.Rows, shape.Channels, float.NaN);
        PaddedMatrix scratch;
        if (shape.Groups == 1)
        {
            TransposedConvolution kernels = new(shape.Window, shape.Filters, shape.Channels);
            scratch = Scratch(kernels.ScratchLength);
            kernels.Forward(ref x.Reference, ref weight.Reference, ref bias.Reference, ref z.Reference, ref scratch.Reference, rows);
            kernels.WeightGradient(ref x.Reference, ref dz.Reference, ref dWeight.Reference, ref scratch.Reference, rows);
            kernels.InputGradient(ref dz.Reference, ref weight.Reference, ref dx.Reference, ref scratch.Reference, rows);
        }
        else
        {
            GroupedConvolution kernels = new(shape.Window, shape.Filters, shape.Channels, shape.Groups, isTransposed: true);
            scratch = Scratch(kernels.ScratchLength);
            kernels.Forward(ref x.Reference, ref weight.Reference, ref bias.Reference, ref z.Reference, ref scratch.Reference, rows);
            kernels.WeightGradient(ref x.Reference, ref dz.Reference, ref dWeight.Reference, ref scratch.Reference, rows);
            kernels.InputGradient(ref dz.Reference, ref weight.Reference, ref dx.Reference, ref scratch.Reference, rows);
        }

        AssertUntouched(scratch);
        return (z, dWeight, dx);
    }

    private static T[] SwapPerTap<T>(ConvolutionCase shape, T[] weight)
    {
        // Of each group the rows are its filters then, and the columns all channels.
        T[] swapped = new T[weight.Length];
        int perTap = shape.Channels * shape.Filters / shape.Groups, channels = shape.Channels / shape.Groups, filters = shape.Filters / shape.Groups;
        for (int i = 0; i < weight.Length; i++)
        {
            int tap = i / perTap, channel = i % perTap / shape.Filters, filter = i % shape.Filters;
            swapped[(tap * perTap) + (filter % filters * shape.Channels) + (filter / filters * channels) + channel] = weight[i];
        }

        return swapped;
    }

    /// <summary>Scratch memory of that length with a mark behind it.</summary>
    private static PaddedMatrix Scratch(int length) => new(1, length + 16, float.NaN) { [0, length] = 12345f };

    private static void AssertUntouched(PaddedMatrix scratch) => Assert.Equal(12345f, scratch[0, scratch.Columns - 16]);

    private interface IKernels
    {
        (PaddedMatrix Z, PaddedMatrix DWeight, PaddedMatrix? Dx) Run(Data data);
    }

    private sealed class Data(ConvolutionCase shape, int rows)
    {
        public int Rows => rows;

        public float[] X { get; } = PaddedMatrix.Random(rows * shape.Positions * shape.Channels, 11);

        public float[] Weight { get; } = PaddedMatrix.Random(shape.Taps * shape.Channels / shape.Groups * shape.Filters, 12, 0.5f);

        public float[] Bias { get; } = PaddedMatrix.Random(shape.Filters, 13);

        public float[] Dz { get; } = PaddedMatrix.Random(rows * shape.OutputPositions * shape.Filters, 14);
    }

    private sealed class DenseKernels(ConvolutionCase shape, bool isUnpadded, bool isCompact = false) : IKernels
    {
        private readonly bool _hasCompactInput = isCompact && !isUnpadded && shape.Channels <= 8;
        private readonly bool _hasCompactOutput = isCompact && shape.Filters <= 8;

        public (PaddedMatrix Z, PaddedMatrix DWeight, PaddedMatrix? Dx) Run(Data data)
        {
            PaddedMatrix x = isUnpadded ? PaddedMatrix.Of(1, data.X.Length, data.X, float.NaN) : PaddedMatrix.Of(data.Rows * shape.Positions, shape.Channels, data.X, isCompact: _hasCompactInput);
            PaddedMatrix weight = PaddedMatrix.Of(data.Weight.Length / shape.Filters, shape.Filters, data.Weight);
            PaddedMatrix bias = PaddedMatrix.Of(1, shape.Filters, data.Bias);
            PaddedMatrix dz = PaddedMatrix.Of(data.Rows * shape.OutputPositions, shape.Filters, data.Dz, isCompact: _hasCompactOutput);
            PaddedMatrix z = new(dz.Rows, dz.Columns, float.NaN, isCompact: _hasCompactOutput);
            PaddedMatrix dWeight = new(weight.Rows, weight.Columns, float.NaN);
            Kernels.Convolution kernels = new(
                shape.Window, shape.Channels, isUnpadded ? shape.Channels : x.Stride, shape.Filters, shape.Groups, _hasCompactOutput ? z.Stride : 0);
            PaddedMatrix scratch = Scratch(kernels.ScratchLength);
            kernels.Forward(ref x.Reference, ref weight.Reference, ref bias.Reference, ref z.Reference, ref scratch.Reference, data.Rows);
            kernels.WeightGradient(ref x.Reference, ref dz.Reference, ref dWeight.Reference, ref scratch.Reference, data.Rows);
            AssertUntouched(scratch);
            if (isUnpadded)
            {
                return (z, dWeight, null);
            }

            PaddedMatrix dx = new(x.Rows, x.Columns, float.NaN, isCompact: _hasCompactInput);
            scratch = Scratch(kernels.InputGradientScratchLength);
            kernels.InputGradient(ref dz.Reference, ref weight.Reference, ref dx.Reference, ref scratch.Reference, data.Rows);
            AssertUntouched(scratch);
            return (z, dWeight, dx);
        }
    }

    private sealed class GroupedKernels(ConvolutionCase shape) : IKernels
    {
        public (PaddedMatrix Z, PaddedMatrix DWeight, PaddedMatrix? Dx) Run(Data data)
        {
            PaddedMatrix x = PaddedMatrix.Of(data.Rows * shape.Positions, shape.Channels, data.X);
            PaddedMatrix weight = PaddedMatrix.Of(data.Weight.Length / shape.Filters, shape.Filters, data.Weight);
            PaddedMatrix bias = PaddedMatrix.Of(1, shape.Filters, data.Bias);
            PaddedMatrix dz = PaddedMatrix.Of(data.Rows * shape.OutputPositions, shape.Filters, data.Dz);
            PaddedMatrix z = new(dz.Rows, dz.Columns, float.NaN);
            PaddedMatrix dWeight = new(weight.Rows, weight.Columns, float.NaN);
            PaddedMatrix dx = new(x.Rows, x.Columns, float.NaN);
            GroupedConvolution kernels = new(shape.Window, shape.Channels, shape.Filters, shape.Groups);
            PaddedMatrix scratch = Scratch(kernels.ScratchLength);
            kernels.Forward(ref x.Reference, ref weight.Reference, ref bias.Reference, ref z.Reference, ref scratch.Reference, data.Rows);
            kernels.WeightGradient(ref x.Reference, ref dz.Reference, ref dWeight.Reference, ref scratch.Reference, data.Rows);
            kernels.InputGradient(ref dz.Reference, ref weight.Reference, ref dx.Reference, ref scratch.Reference, data.Rows);
            AssertUntouched(scratch);
            return (z, dWeight, dx);
        }
    }
}
