using NetGen.Kernels;
using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>Gradients of convolutions behind the largest values of windows: what kernels give against the definition, and which networks they are for.</summary>
public sealed class RoutedGradientsTests
{
    private static readonly ConvolutionCase[] s_shapes =
    [
        .. ConvolutionCase.Dense.Where(static c => c.Groups == 1 && c.DilationX == 1),
        .. Enumerable.Range(1, 9).Select(static n => new ConvolutionCase(8, 9, 1, n, 3, 3)),
        new(12, 10, 16, 33, 3, 3),
        new(9, 9, 40, 6, 2, 4) { Top = 1 },
    ];

    [Fact]
    public void TheyAreThoseOfAGradientThatIsZeroElsewhere()
    {
        foreach (ConvolutionCase shape in s_shapes)
        {
            foreach (int rows in (int[])[1, 2, 7])
            {
                Check(new Run(shape, rows, isUnpadded: false, isCompact: false), shape, rows);
                Check(new Run(shape, rows, isUnpadded: true, isCompact: false), shape, rows);
            }

            Check(new Run(shape, 3, isUnpadded: false, isCompact: true), shape, 3);
            Check(new Run(shape, 3, isUnpadded: true, isCompact: true), shape, 3);
        }
    }

    [Fact]
    public void SeveralWindowsMayShareAPosition()
    {
        ConvolutionCase shape = new(4, 4, 8, 16, 3, 3);
        var run = new Run(shape, 1, isUnpadded: false, isCompact: false);
        run.Origins.All.Fill(BitConverter.Int32BitsToSingle(2));
        run.Compute();
        float[] dz = new float[4 * 16];
        for (int filter = 0; filter < 16; filter++)
        {
            dz[(2 * 16) + filter] = run.Dy[0, filter];
        }

        NumericAssert.Close(ConvolutionReference.WeightGradient(shape, run.X.Values, dz, 1), run.DWeight.Values, 2e-6, 4, "dW");
        NumericAssert.Close(ConvolutionReference.InputGradient(shape, dz, run.Weight.Values, 1), run.Dx!.Values, 2e-6, 4, "dx");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void WhatIsNotFiniteComesThrough(float value)
    {
        foreach (ConvolutionCase shape in s_shapes.Where(static s => s is { OutputPositions: >= 4, Top: 0, Bottom: 0, Left: 0, Right: 0 }))
        {
            var run = new Run(shape, 2, isUnpadded: false, isCompact: true);
            run.Dy[1, shape.Filters - 1] = value;
            run.Compute();
            Assert.Contains(run.DWeight.Values.Where((_, i) => i % shape.Filters == shape.Filters - 1), static v => !float.IsFinite(v));
            Assert.All(run.DWeight.Values.Where((_, i) => i % shape.Filters != shape.Filters - 1), static v => Assert.True(float.IsFinite(v)));
            Assert.Contains(run.Dx!.Values, static v => !float.IsFinite(v));
        }
    }

    [Fact]
    public void AnInputThatIsNotFiniteIsSeenEvenByAGradientOfZero()
    {
        ConvolutionCase shape = new(6, 6, 6, 16, 3, 3);
        var run = new Run(shape, 1, isUnpadded: false, isCompact: true);
        run.Dy.All.Clear();
        run.X.All.Fill(float.PositiveInfinity);
        run.Compute();
        Assert.All(run.DWeight.Values, static v => Assert.True(float.IsNaN(v)));
    }

    [Fact]
    public void OriginsAreTheFirstPositionsOfTheLargestValues()
    {
        foreach (bool isCompact in (bool[])[false, true])
        {
            foreach (ConvolutionCase shape in (ConvolutionCase[])[
                new(4, 6, 5, 5, 2, 2) { StrideY = 2, StrideX = 2 }, new(7, 7, 8, 8, 3, 3) { StrideY = 2, StrideX = 2, Top = 1, Bottom = 1, Left = 1, Right = 1 },
                new(5, 9, 3, 3, 2, 3) { StrideY = 2, StrideX = 3 }, new(1, 12, 4, 4, 1, 3) { StrideX = 2, Left = 1 }])
            {
                // Few values, so that many are equal, zeros of both signs and NaN.
                float[] values = [.. PaddedMatrix.Random(2 * shape.Positions * shape.Channels, 3).Select(static v => v > 1.6f ? float.NaN : v < -1 ? -0f : MathF.Round(v))];
                PaddedMatrix z = PaddedMatrix.Of(2 * shape.Positions, shape.Channels, values, isCompact: isCompact);
                PaddedMatrix a = PaddedMatrix.Of(z.Rows, z.Columns, [.. values.Select(static v => VectorMath.Max(v, 0f))], isCompact: isCompact);
                Pooling kernels = new(shape.Window, shape.Channels, stride: isCompact ? 8 : 0);
                CheckPool(kernels, shape, a, z, isCompact, kernels.RoutedRectifiedMaxForward, isRectified: true);
                CheckPool(kernels, shape, z, z, isCompact, kernels.RoutedMaxForward, isRectified: false);
            }
        }
    }

    [Fact]
    public void AReLUBetweenAConvolutionAndAPoolIsNotKept()
    {
        AssertHeld<RoutedPools>("relu1", "relu2");
        AssertHeld<RoutedSequence>("relu1");
        AssertHeld<RectifiedPools>("relu1", "relu2", "relu3");
        AssertHeld<CompactDigits>("relu1");
        AssertHeld<ThreadedLeNet>("relu1", "relu2");
        AssertHeld<UnroutedPools>();
        AssertHeld<GlobalMaximum>("relu1");
        AssertHeld<GlobalMaximumOfSteps>();
        AssertHeld<CompactImages>();
    }

    [Fact]
    public void ItsOutputIsComputedForWhoAsksAndTakesNoMemoryAgain()
    {
        using var trainer = new Trainer<RoutedPools>(RoutedPools.Create(1), new SGD(0.01f));
        float[] x = PaddedMatrix.Random(3 * RoutedPools.InputSize, 4), t = PaddedMatrix.Random(6, 5);
        float largest = 0;
        for (int step = 0; step < 3; step++)
        {
            trainer.Step(x, t);
            var z = trainer.Activation("conv2d3");
            long before = GC.GetAllocatedBytesForCurrentThread();
            var a = trainer.Activation("relu2");
            Assert.True(step == 0 || GC.GetAllocatedBytesForCurrentThread() == before, "allocates again");
            for (nint row = 0; row < z.Lengths[0]; row++)
            {
                for (nint channel = 0; channel < z.Lengths[1]; channel++)
                {
                    Assert.Equal(Math.Max(0, z[row, channel]), a[row, channel]);
                    largest = Math.Max(largest, a[row, channel]);
                }
            }
        }

        Assert.True(largest > 0);
    }

    [Fact]
    public void HealthSeesItsDeadUnits()
    {
        CompactDigits net = CompactDigits.Create(1);
        net.Parameters.Values.Slice(net.Parameters.Network.Parameters.First(static p => p.Name == "conv2d1.bias").Offset, 4).Fill(-1e6f);
        using var trainer = new Trainer<CompactDigits>(net, new SGD(0.1f));
        float[] x = PaddedMatrix.Random(3 * 100, 4);
        for (int step = 0; step < 20; step++)
        {
            trainer.Step(x, [0, 1, 2]);
        }

        Assert.Equal(4 / 6.0, trainer.Health.Report().Layers[1].DeadFraction);
        Assert.Contains(trainer.Health.Report().Findings, static f => (f.Layer, f.Verdict) == ("relu1", HealthVerdict.Dead));
    }

    [Theory]
    [MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void TheKernelsGiveTheSameBitsWithoutTheWiderRegisters(string switchedOff) => WidthChild.AssertSame(Fingerprints, switchedOff);

    private static string Fingerprints()
    {
        Fingerprint result = new();
        foreach (ConvolutionCase shape in s_shapes)
        {
            foreach (bool isUnpadded in (bool[])[false, true])
            {
                foreach (bool isCompact in (bool[])[false, true])
                {
                    var run = new Run(shape, 2, isUnpadded, isCompact);
                    run.Compute();
                    result.Add(run.DWeight.All);
                    if (run.Dx is { } dx)
                    {
                        result.Add(dx.All);
                    }
                }
            }
        }

        Pooling kernels = new(new Window(4, 4, 2, 2, 2, 2, 2, 2), 20);
        PaddedMatrix z = PaddedMatrix.Of(16, 20, PaddedMatrix.Random(320, 9)), y = new(4, 20), origins = new(4, 20);
        kernels.RoutedRectifiedMaxForward(ref z.Reference, ref y.Reference, ref origins.Reference, 1);
        result.Add(y.All).Add(origins.All);
        return result.ToString();
    }

    private static void Check(Run run, ConvolutionCase shape, int rows)
    {
        run.Compute();
        string place = $"{shape} x {rows}";
        float[] dz = run.Dz();
        NumericAssert.Close(ConvolutionReference.WeightGradient(shape, run.Xs, dz, rows), run.DWeight.Values, 2e-6, 4 + Math.Sqrt(rows * run.Windows), place + " dW");
        run.DWeight.AssertPaddingIsZero();
        if (run.Dx is { } dx)
        {
            NumericAssert.Close(ConvolutionReference.InputGradient(shape, dz, run.Weight.Values, rows), dx.Values, 2e-6, 4, place + " dx");
            dx.AssertPaddingIsZero();
        }
    }

    private delegate void Forward(ref float x, ref float y, ref float origins, int rows);

    private static void CheckPool(Pooling kernels, ConvolutionCase shape, PaddedMatrix a, PaddedMatrix z, bool isCompact, Forward forward, bool isRectified)
    {
        PaddedMatrix expected = new(2 * shape.OutputPositions, shape.Channels, float.NaN, isCompact: isCompact);
        PaddedMatrix y = new(expected.Rows, expected.Columns, float.NaN, isCompact: isCompact);
        PaddedMatrix origins = new(expected.Rows, expected.Columns, float.NaN, isCompact: isCompact);
        PaddedMatrix dy = PaddedMatrix.Of(expected.Rows, expected.Columns, PaddedMatrix.Random(expected.Rows * expected.Columns, 7), isCompact: isCompact);
        PaddedMatrix dz = new(z.Rows, z.Columns, float.NaN, isCompact: isCompact);
        kernels.MaxForward(ref a.Reference, ref expected.Reference, 2);
        forward(ref z.Reference, ref y.Reference, ref origins.Reference, 2);
        NumericAssert.SameBits([.. expected.All], [.. y.All], shape + " y");
        if (isRectified)
        {
            kernels.RectifiedMaxBackward(ref a.Reference, ref y.Reference, ref dy.Reference, ref dz.Reference, 2);
            kernels.RoutedRectifiedMaxBackward(ref y.Reference, ref dy.Reference, 2);
        }
        else
        {
            kernels.MaxBackward(ref a.Reference, ref y.Reference, ref dy.Reference, ref dz.Reference, 2);
        }

        double[] spread = new double[z.Rows * z.Columns];
        for (int window = 0; window < dy.Rows; window++)
        {
            for (int channel = 0; channel < dy.Columns; channel++)
            {
                int origin = BitConverter.SingleToInt32Bits(origins[window, channel]);
                Assert.InRange(origin, 0, shape.Positions - 1);
                if (!float.IsNaN(y[window, channel]))
                {
                    spread[((((window / shape.OutputPositions * shape.Positions) + origin) * shape.Channels) + channel)] += dy[window, channel];
                }
            }
        }

        NumericAssert.Close(spread, dz.Values, 1e-6, 1, shape + " dz");
    }

    private static void AssertHeld<TNetwork>(params string[] layers)
        where TNetwork : class, INetwork<TNetwork> => Assert.Equal(layers, TNetwork.Info.Layers.Where(static l => l.HoldsPreactivation).Select(static l => l.Name));

    /// <summary>Each window is as many positions side by side as fill the image with a quarter of the windows.</summary>
    private sealed class Run
    {
        private readonly ConvolutionCase _shape;
        private readonly int _rows;
        private readonly Kernels.Convolution _kernels;

        public Run(ConvolutionCase shape, int rows, bool isUnpadded, bool isCompact)
        {
            (_shape, _rows) = (shape, rows);
            bool hasCompactInput = isCompact && !isUnpadded && shape.Channels <= 8, hasCompactOutput = isCompact && shape.Filters <= 8;
            Windows = Math.Max(1, shape.OutputPositions / 4);
            Xs = PaddedMatrix.Random(rows * shape.Positions * shape.Channels, 11);

            // Nothing behind the last value of a packed image may be used.
            X = isUnpadded ? PaddedMatrix.Of(1, Xs.Length, Xs, float.NaN) : PaddedMatrix.Of(rows * shape.Positions, shape.Channels, Xs, isCompact: hasCompactInput);
            Weight = PaddedMatrix.Of(shape.Taps * shape.Channels, shape.Filters, PaddedMatrix.Random(shape.Taps * shape.Channels * shape.Filters, 12, 0.5f));
            Dy = PaddedMatrix.Of(rows * Windows, shape.Filters, PaddedMatrix.Random(rows * Windows * shape.Filters, 14), isCompact: hasCompactOutput);
            Origins = new PaddedMatrix(Dy.Rows, Dy.Columns, isCompact: hasCompactOutput);
            Philox random = new(5, 6);
            int positions = shape.OutputPositions / Windows;
            for (int window = 0; window < Dy.Rows; window++)
            {
                for (int filter = 0; filter < shape.Filters; filter++)
                {
                    int place = (int)Math.Abs((float)random.NextNormal() * 100) % positions;
                    Origins[window, filter] = BitConverter.Int32BitsToSingle((window % Windows * positions) + place);
                    if (place == 1)
                    {
                        Dy[window, filter] = 0;
                    }
                }
            }

            DWeight = new PaddedMatrix(Weight.Rows, Weight.Columns, float.NaN);
            Dx = isUnpadded ? null : new PaddedMatrix(X.Rows, X.Columns, float.NaN, isCompact: hasCompactInput);
            _kernels = new(shape.Window, shape.Channels, isUnpadded ? shape.Channels : X.Stride, shape.Filters, 1, hasCompactOutput ? 8 : 0);
        }

        public int Windows { get; }

        public float[] Xs { get; }

        public PaddedMatrix X { get; }

        public PaddedMatrix Weight { get; }

        public PaddedMatrix Dy { get; }

        public PaddedMatrix Origins { get; }

        public PaddedMatrix DWeight { get; }

        public PaddedMatrix? Dx { get; }

        public void Compute()
        {
            int length = _kernels.RoutedWeightScratchLength;
            PaddedMatrix scratch = new(1, length + 16, float.NaN) { [0, length] = 12345f };
            _kernels.RoutedWeightGradient(ref X.Reference, ref Dy.Reference, ref Origins.Reference, ref DWeight.Reference, ref scratch.Reference, Windows, _rows);
            Assert.Equal(12345f, scratch[0, length]);
            if (Dx is not null)
            {
                length = _kernels.RoutedInputScratchLength;
                scratch = new(1, length + 16, float.NaN) { [0, length] = 12345f };
                _kernels.RoutedInputGradient(ref Dy.Reference, ref Origins.Reference, ref Weight.Reference, ref Dx.Reference, ref scratch.Reference, Windows, _rows);
                Assert.Equal(12345f, scratch[0, length]);
            }
        }

        /// <summary>The gradient with its zeros.</summary>
        public float[] Dz()
        {
            float[] dz = new float[_rows * _shape.OutputPositions * _shape.Filters];
            for (int window = 0; window < Dy.Rows; window++)
            {
                for (int filter = 0; filter < _shape.Filters; filter++)
                {
                    int position = (window / Windows * _shape.OutputPositions) + BitConverter.SingleToInt32Bits(Origins[window, filter]);
                    dz[(position * _shape.Filters) + filter] = Dy[window, filter];
                }
            }

            return dz;
        }
    }
}
