using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Every register width gives the bits of scalar code, for results, gradients and sums.</summary>
public class LossWidthTests
{
    public static TheoryData<string> Kernels => [.. WidthCases.All.Keys];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void EveryWidthGivesTheScalarBits(string kernel)
    {
        IWidthCase test = WidthCases.All[kernel];
        for (int columns = 1; columns <= 67; columns++)
        {
            foreach (int rows in (int[])[1, 3])
            {
                float[] expected = test.Run<LanesScalar, DoubleLanesScalar>(rows, columns);
                string place = $"{kernel} {rows}x{columns}";
                NumericAssert.SameBits(expected, test.Run<Lanes128, DoubleLanes128>(rows, columns), place + " 128 bits");
                NumericAssert.SameBits(expected, test.Run<Lanes256, DoubleLanes256>(rows, columns), place + " 256 bits");
                NumericAssert.SameBits(expected, test.Run<Lanes512, DoubleLanes512>(rows, columns), place + " 512 bits");
            }
        }
    }

    [Theory]
    [MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void TheKernelsGiveTheSameBitsWithoutTheWiderRegisters(string switchedOff) => WidthChild.AssertSame(KernelsFingerprint, switchedOff);

    /// <summary>What the public kernels compute, at the width that the process chooses.</summary>
    private static string KernelsFingerprint()
    {
        Fingerprint result = new();
        foreach (int columns in (int[])[1, 2, 5, 10, 16, 17, 67, 300])
        {
            const int Rows = 3;
            foreach (LossReference loss in LossReference.All)
            {
                (PaddedMatrix y, float[] t, PaddedMatrix g) = LossKernelsTests.Case(loss, Rows, columns);
                result.Add(loss.Compute(ref y.Reference, y.Stride, t, ref g.Reference, Rows, columns, Reduction.Mean)).Add(g.All.ToArray());
            }

            PaddedMatrix x = PaddedMatrix.Of(Rows, columns, PaddedMatrix.Random(Rows * columns, columns, 3));
            PaddedMatrix results = new(Rows, columns);
            PaddedMatrix delta = PaddedMatrix.Of(Rows, columns, PaddedMatrix.Random(Rows * columns, columns + 1));
            PaddedMatrix vector = PaddedMatrix.Of(1, columns, PaddedMatrix.Random(columns, columns + 2));
            PaddedMatrix vectorGradient = new(1, columns);
            float[] targets = LossSoftmaxCrossEntropyTests.Distributions(Rows, columns);
            result.Add(LossKernels.SoftmaxCrossEntropy(
                ref x.Reference, x.Stride, targets, [], ref results.Reference, Rows, columns, Reduction.Mean, 0.1f)).Add(results.All.ToArray());
            result.Add(LossKernels.SoftmaxCrossEntropy(
                ref x.Reference, x.Stride, [], [0, columns / 2, columns - 1], ref results.Reference, Rows, columns, Reduction.Sum, 0)).Add(results.All.ToArray());

            SoftmaxKernels.LogSoftmax(ref x.Reference, ref results.Reference, Rows, columns, x.Stride);
            SoftmaxKernels.LogSoftmaxBackward(ref results.Reference, ref delta.Reference, Rows, columns, x.Stride);
            SoftmaxKernels.Softmax(ref x.Reference, ref results.Reference, Rows, columns, x.Stride);
            SoftmaxKernels.SoftmaxBackward(ref results.Reference, ref delta.Reference, Rows, columns, x.Stride);
            PReLUKernels.Backward(
                ref x.Reference, ref delta.Reference, ref vector.Reference, ref vectorGradient.Reference, perUnit: true, Rows, columns, x.Stride);
            result.Add(results.All.ToArray()).Add(delta.All.ToArray()).Add(vectorGradient.All.ToArray());

            RReLUKernels.Forward(
                ref x.Reference, ref results.Reference, ref delta.Reference, 0.1f, 0.3f, training: true, 7, 8, 9, 0, Rows, columns, x.Stride);
            result.Add(results.All.ToArray()).Add(delta.All.ToArray());
            WeightNormKernels.Forward(ref x.Reference, ref vector.Reference, ref results.Reference, Rows, columns, x.Stride);
            WeightNormKernels.Backward(
                ref x.Reference, ref vector.Reference, ref results.Reference, ref delta.Reference, ref vectorGradient.Reference, Rows, columns, x.Stride);
            PenaltyKernels.AddGradient(ref x.Reference, ref delta.Reference, x.All.Length, 0.1f, 0.2f);
            result.Add(results.All.ToArray()).Add(delta.All.ToArray()).Add(vectorGradient.All.ToArray());
            ConstraintProjection.Apply(x.All, ConstraintProjectionTests.Describe(x, Constraint.MaxNorm, 2, 0));
            result.Add(x.All.ToArray());
        }

        return result.ToString();
    }
}
