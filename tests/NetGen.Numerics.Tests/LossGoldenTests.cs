using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Parity with PyTorch, by the numbers in Golden/losses.json (made by Golden/make_losses.py).</summary>
public class LossGoldenTests
{
    private static readonly LossGolden Golden = LossGolden.Load();

    [Theory]
    [InlineData("MeanSquaredError", 24)]
    [InlineData("MeanAbsoluteError", 12)]
    [InlineData("Huber", 24)]
    [InlineData("BinaryCrossEntropy", 24)]
    [InlineData("PoissonNLL", 12)]
    [InlineData("KLDivergence", 12)]
    [InlineData("SoftmaxCrossEntropy", 72)]
    public void LossesAndGradientsAgree(string name, int cases)
    {
        LossGolden.LossCase[] all = [.. Golden.Losses.Where(c => c.Name == name)];
        Assert.Equal(cases, all.Length);
        foreach (LossGolden.LossCase c in all)
        {
            PaddedMatrix y = PaddedMatrix.Of(c.Rows, c.Columns, c.Output, float.NaN);
            PaddedMatrix g = new(c.Rows, c.Columns, float.NaN);
            float loss = Compute(c, y, g, Enum.Parse<Reduction>(c.Reduction));
            string place = $"{c.Name} {c.Rows}x{c.Columns} {c.Reduction}";
            double scale = c.Reduction == "Sum" ? c.Rows * c.Columns : 1;
            NumericAssert.Close(c.Loss, loss, 5e-7, name == "MeanSquaredError" ? 0 : scale, place);
            NumericAssert.Close(c.Gradient, g.Values, 5e-7, 1, place);
        }
    }

    [Theory]
    [InlineData("Softmax")]
    [InlineData("LogSoftmax")]
    [InlineData("PReLU")]
    [InlineData("PReLUPerUnit")]
    [InlineData("WeightNorm")]
    public void LayersAndTheirGradientsAgree(string name)
    {
        LossGolden.LayerCase[] all = [.. Golden.Layers.Where(c => c.Name == name)];
        Assert.Equal(4, all.Length);
        foreach (LossGolden.LayerCase c in all)
        {
            PaddedMatrix x = PaddedMatrix.Of(c.Rows, c.Columns, c.X);
            PaddedMatrix y = new(c.Rows, c.Columns);
            PaddedMatrix delta = PaddedMatrix.Of(c.Rows, c.Columns, c.Upstream);
            PaddedMatrix slope = c.Slope.Length == 0 ? new(1, 1) : PaddedMatrix.Of(1, c.Slope.Length, c.Slope);
            PaddedMatrix slopeGradient = new(1, slope.Columns);
            switch (name)
            {
                case "Softmax":
                    SoftmaxKernels.Softmax(ref x.Reference, ref y.Reference, c.Rows, c.Columns, x.Stride);
                    SoftmaxKernels.SoftmaxBackward(ref y.Reference, ref delta.Reference, c.Rows, c.Columns, x.Stride);
                    break;
                case "LogSoftmax":
                    SoftmaxKernels.LogSoftmax(ref x.Reference, ref y.Reference, c.Rows, c.Columns, x.Stride);
                    SoftmaxKernels.LogSoftmaxBackward(ref y.Reference, ref delta.Reference, c.Rows, c.Columns, x.Stride);
                    break;
                case "WeightNorm":
                    WeightNormKernels.Forward(ref x.Reference, ref slope.Reference, ref y.Reference, c.Rows, c.Columns, x.Stride);
                    WeightNormKernels.Backward(
                        ref x.Reference, ref slope.Reference, ref delta.Reference, ref delta.Reference, ref slopeGradient.Reference, c.Rows, c.Columns, x.Stride);
                    break;
                default:
                    bool perUnit = name == "PReLUPerUnit";
                    PReLUKernels.Forward(ref x.Reference, ref y.Reference, ref slope.Reference, perUnit, c.Rows, c.Columns, x.Stride);
                    PReLUKernels.Backward(
                        ref x.Reference, ref delta.Reference, ref slope.Reference, ref slopeGradient.Reference, perUnit, c.Rows, c.Columns, x.Stride);
                    break;
            }

            string place = $"{c.Name} {c.Rows}x{c.Columns}";
            NumericAssert.Close(c.Y, y.Values, 5e-7, 1, place);
            NumericAssert.Close(c.Dx, delta.Values, 5e-7, 2, place);
            if (c.Slope.Length > 0)
            {
                NumericAssert.Close(c.SlopeGradient, slopeGradient.Values, 5e-7, 1, place);
            }
        }
    }

    private static float Compute(LossGolden.LossCase c, PaddedMatrix y, PaddedMatrix g, Reduction reduction) => c.Name switch
    {
        "Huber" => LossKernels.Huber(ref y.Reference, y.Stride, c.Targets, ref g.Reference, c.Rows, c.Columns, reduction, c.Delta),
        "SoftmaxCrossEntropy" => LossKernels.SoftmaxCrossEntropy(
            ref y.Reference, y.Stride, c.Targets, c.Labels, ref g.Reference, c.Rows, c.Columns, reduction, c.LabelSmoothing),
        _ => LossReference.Of(c.Name).Compute(ref y.Reference, y.Stride, c.Targets, ref g.Reference, c.Rows, c.Columns, reduction),
    };
}
