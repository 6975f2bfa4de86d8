using CsCheck;
using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>A causal convolution step by step against that of the whole sequence, for any shape.</summary>
public sealed class CausalConvolutionTests
{
    [Fact]
    public void Any_window_gives_the_bits_of_the_whole_sequence() =>
        Gen.Select(Gen.Int[2, 5], Gen.Int[1, 7], Gen.Int[1, 9], Gen.Int[1, 4], Gen.Int[1, 4]).Select(
            Gen.Int[1, 3], Gen.Int[1, 30], static (shape, rows, steps) => (shape.Item1, shape.Item2, shape.Item3, shape.Item4, shape.Item5, rows, steps)).Sample(
            static (kernel, dilation, groups, channels, filters, rows, steps) => Check(kernel, dilation, groups, groups * channels, groups * filters, rows, steps), iter: 300);

    [Theory]
    [InlineData(2, 16, 16)]
    [InlineData(3, 32, 16)]
    [InlineData(1, 40, 33)]
    public void Wide_groups_give_the_bits_of_the_whole_sequence(int groups, int channels, int filters) => Check(3, 2, groups, groups * channels, groups * filters, 2, 17);

    [Fact]
    public void Shapes_that_no_generator_writes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CausalConvolution(0, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CausalConvolution(1, 0, 1, 1));
        Assert.Throws<OverflowException>(() => new CausalConvolution(1 << 20, 1 << 20, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CausalConvolution(2, 1, 3, 4, groups: 2));
    }

    private static void Check(int kernel, int dilation, int groups, int channels, int filters, int rows, int steps)
    {
        bool isWide = groups == 1 || (channels / groups % 16 == 0 && filters / groups % 16 == 0);
        PaddedMatrix weight = PaddedMatrix.Of(kernel * (channels / groups), filters, PaddedMatrix.Random(kernel * (channels / groups) * filters, 1));
        PaddedMatrix bias = PaddedMatrix.Of(1, filters, PaddedMatrix.Random(filters, 2));
        PaddedMatrix x = PaddedMatrix.Of(rows * steps, channels, PaddedMatrix.Random(rows * steps * channels, 3));
        PaddedMatrix whole = new(rows * steps, filters, float.NaN);
        var window = new Window(1, steps, 1, steps, 1, kernel, dilationX: dilation, left: (kernel - 1) * dilation);
        if (isWide)
        {
            var convolution = new Convolution(window, channels, x.Stride, filters, groups);
            convolution.Forward(ref x.Reference, ref weight.Reference, ref bias.Reference, ref whole.Reference, ref new AlignedBuffer(convolution.ScratchLength).Reference, rows);
        }
        else
        {
            var convolution = new GroupedConvolution(window, channels, filters, groups);
            convolution.Forward(ref x.Reference, ref weight.Reference, ref bias.Reference, ref whole.Reference, ref new AlignedBuffer(convolution.ScratchLength + 16).Reference, rows);
        }

        var causal = new CausalConvolution(kernel, dilation, channels, filters, groups);
        var past = new AlignedBuffer(rows * causal.StateLength);
        PaddedMatrix step = new(rows, channels), z = new(rows, filters, float.NaN);
        for (int t = 0; t < steps; t++)
        {
            for (int row = 0; row < rows; row++)
            {
                x.All.Slice(((row * steps) + t) * x.Stride, x.Stride).CopyTo(step.All[(row * x.Stride)..]);
            }

            causal.Step(ref step.Reference, step.Stride, ref weight.Reference, ref bias.Reference, ref z.Reference, ref past.Reference, t, rows);
            for (int row = 0; row < rows; row++)
            {
                NumericAssert.SameBits(whole.All.Slice(((row * steps) + t) * z.Stride, z.Stride), z.All.Slice(row * z.Stride, z.Stride), $"row {row} at {t}");
            }
        }
    }
}
