using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>The kernels of losses, softmax, constraints and learned parametrisations, for comparison between register widths.</summary>
internal static class WidthCases
{
    public static readonly Dictionary<string, IWidthCase> All = new()
    {
        ["MeanSquaredError"] = new Elementwise<HalfGradientSquaredError>(default),
        ["MeanAbsoluteError"] = new Elementwise<AbsoluteError>(default),
        ["Huber"] = new Elementwise<HuberLoss>(new HuberLoss(0.7f)),
        ["LogCosh"] = new Elementwise<LogCoshLoss>(default),
        ["BinaryCrossEntropy"] = new Elementwise<LogisticLoss>(default),
        ["Hinge"] = new Elementwise<HingeLoss>(default),
        ["SquaredHinge"] = new Elementwise<HalfGradientSquaredHinge>(default),
        ["PoissonNLL"] = new Elementwise<PoissonLoss>(default),
        ["KLDivergence"] = new Elementwise<DivergenceLoss>(default),
        ["SoftmaxCrossEntropyLabels"] = new CrossEntropy(Soft: false),
        ["SoftmaxCrossEntropyDistributions"] = new CrossEntropy(Soft: true),
        ["Softmax"] = new SoftmaxCase(),
        ["WeightNorm"] = new WeightNorm(),
        ["Penalty"] = new Penalty(),
        ["PReLU"] = new PReLU(),
        ["RReLUBackward"] = new RReLUBackward(),
        ["Constraints"] = new Constraints(),
    };

    /// <summary>Numbers of many sizes, with some that are special.</summary>
    private static PaddedMatrix Input(int rows, int columns, int seed)
    {
        float[] values = PaddedMatrix.Random(rows * columns, seed, 3);
        for (int i = 5; i < values.Length; i += 11)
        {
            values[i] *= 1e-6f;
        }

        return PaddedMatrix.Of(rows, columns, values);
    }

    private static float[] Join(double sum, params PaddedMatrix[] results)
    {
        float high = (float)sum;
        return [high, (float)(sum - high), .. results.SelectMany(static r => r.All.ToArray())];
    }

    private sealed record Elementwise<TLoss>(TLoss Loss) : IWidthCase
        where TLoss : struct, IElementwiseLoss
    {
        public float[] Run<V, D>(int rows, int columns)
            where V : struct, ILanes<V>
            where D : struct, IDoubleLanes<D>
        {
            PaddedMatrix y = Input(rows, columns, 1);
            float[] t = [.. Input(rows, columns, 2).Values.Select(MathF.Abs)];
            PaddedMatrix g = new(rows, columns, float.NaN);
            double sum = LossKernels.Run<V, TLoss>(Loss, ref y.Reference, y.Stride, t, ref g.Reference, rows, columns, 0.3f);
            return Join(sum, g);
        }
    }

    private sealed record CrossEntropy(bool Soft) : IWidthCase
    {
        public float[] Run<V, D>(int rows, int columns)
            where V : struct, ILanes<V>
            where D : struct, IDoubleLanes<D>
        {
            PaddedMatrix z = Input(rows, columns, 1);
            PaddedMatrix g = new(rows, columns, float.NaN);
            float[] t = Soft ? LossSoftmaxCrossEntropyTests.Distributions(rows, columns) : [];
            int[] labels = Soft ? [] : [.. Enumerable.Range(0, rows).Select(row => (columns / 2 * row) % columns)];
            double sum = LossKernels.CrossEntropy<V>(ref z.Reference, z.Stride, t, labels, ref g.Reference, rows, columns, 0.3f, 0.1f);
            return Join(sum, g);
        }
    }

    private sealed record SoftmaxCase : IWidthCase
    {
        public float[] Run<V, D>(int rows, int columns)
            where V : struct, ILanes<V>
            where D : struct, IDoubleLanes<D>
        {
            PaddedMatrix x = Input(rows, columns, 1);
            PaddedMatrix softmax = new(rows, columns, float.NaN);
            PaddedMatrix logSoftmax = new(rows, columns, float.NaN);
            PaddedMatrix delta1 = Input(rows, columns, 2);
            PaddedMatrix delta2 = Input(rows, columns, 2);
            SoftmaxKernels.Softmax<V>(ref x.Reference, ref softmax.Reference, rows, columns, x.Stride);
            SoftmaxKernels.LogSoftmax<V>(ref x.Reference, ref logSoftmax.Reference, rows, columns, x.Stride);
            SoftmaxKernels.SoftmaxBackward<V>(ref softmax.Reference, ref delta1.Reference, rows, columns, x.Stride);
            SoftmaxKernels.LogSoftmaxBackward<V>(ref logSoftmax.Reference, ref delta2.Reference, rows, columns, x.Stride);
            return Join(0, softmax, logSoftmax, delta1, delta2);
        }
    }

    private sealed record WeightNorm : IWidthCase
    {
        public float[] Run<V, D>(int rows, int columns)
            where V : struct, ILanes<V>
            where D : struct, IDoubleLanes<D>
        {
            PaddedMatrix v = Input(rows, columns, 1);
            PaddedMatrix g = Input(1, columns, 2);
            PaddedMatrix dw = Input(rows, columns, 3);
            PaddedMatrix w = new(rows, columns, float.NaN);
            PaddedMatrix dg = new(1, columns, float.NaN);
            PaddedMatrix norms = new(1, columns, float.NaN);
            WeightNormKernels.Forward<D>(ref v.Reference, ref g.Reference, ref w.Reference, rows, v.Stride);
            WeightNormKernels.Norms<D>(ref v.Reference, ref norms.Reference, rows, v.Stride);
            WeightNormKernels.Backward<D>(ref v.Reference, ref g.Reference, ref dw.Reference, ref dw.Reference, ref dg.Reference, rows, v.Stride);
            return Join(0, w, dw, dg, norms);
        }
    }

    private sealed record Penalty : IWidthCase
    {
        public float[] Run<V, D>(int rows, int columns)
            where V : struct, ILanes<V>
            where D : struct, IDoubleLanes<D>
        {
            PaddedMatrix w = Input(rows, columns, 1);
            PaddedMatrix g = Input(rows, columns, 2);
            PenaltyKernels.AddGradient<V>(ref w.Reference, ref g.Reference, w.All.Length, 0.1f, 0.3f);
            return Join(PenaltyKernels.Value<D>(ref w.Reference, w.All.Length, 0.1f, 0.3f), g);
        }
    }

    private sealed record PReLU : IWidthCase
    {
        public float[] Run<V, D>(int rows, int columns)
            where V : struct, ILanes<V>
            where D : struct, IDoubleLanes<D>
        {
            PaddedMatrix x = Input(rows, columns, 1);
            PaddedMatrix slope = Input(1, columns, 2);
            PaddedMatrix y = new(rows, columns, float.NaN);
            PaddedMatrix shared = Input(rows, columns, 3);
            PaddedMatrix perUnit = Input(rows, columns, 3);
            PaddedMatrix sharedGradient = new(1, 1);
            PaddedMatrix perUnitGradient = new(1, columns, float.NaN);
            PReLUKernels.Forward<V>(ref x.Reference, ref y.Reference, ref slope.Reference, perUnit: true, rows, columns, x.Stride);
            PReLUKernels.Backward<V, D>(
                ref x.Reference, ref shared.Reference, ref slope.Reference, ref sharedGradient.Reference, perUnit: false, rows, columns, x.Stride);
            PReLUKernels.Backward<V, D>(
                ref x.Reference, ref perUnit.Reference, ref slope.Reference, ref perUnitGradient.Reference, perUnit: true, rows, columns, x.Stride);
            return Join(0, y, shared, perUnit, sharedGradient, perUnitGradient);
        }
    }

    private sealed record RReLUBackward : IWidthCase
    {
        public float[] Run<V, D>(int rows, int columns)
            where V : struct, ILanes<V>
            where D : struct, IDoubleLanes<D>
        {
            PaddedMatrix slopes = Input(rows, columns, 1);
            PaddedMatrix delta = Input(rows, columns, 2);
            RReLUKernels.Backward<V>(ref slopes.Reference, ref delta.Reference, rows, columns, slopes.Stride);
            return Join(0, delta);
        }
    }

    private sealed record Constraints : IWidthCase
    {
        public float[] Run<V, D>(int rows, int columns)
            where V : struct, ILanes<V>
            where D : struct, IDoubleLanes<D>
        {
            PaddedMatrix maxNorm = Input(rows, columns, 1);
            PaddedMatrix unitNorm = Input(rows, columns, 1);
            PaddedMatrix nonNegative = Input(rows, columns, 1);
            ConstraintProjection.Apply<V, D>(maxNorm.All, ConstraintProjectionTests.Describe(maxNorm, Constraint.MaxNorm, 2, 0));
            ConstraintProjection.Apply<V, D>(unitNorm.All, ConstraintProjectionTests.Describe(unitNorm, Constraint.UnitNorm, 0, 0));
            ConstraintProjection.Apply<V, D>(nonNegative.All, ConstraintProjectionTests.Describe(nonNegative, Constraint.NonNegative, 0, 0));
            PaddedMatrix tokens = Input(rows, columns, 1);
            ConstraintProjection.Apply<V, D>(tokens.All, ConstraintProjectionTests.Describe(tokens, Constraint.MaxNorm, 2, 0) with { Role = ParameterRole.Embedding });
            return Join(0, maxNorm, unitNorm, nonNegative, tokens);
        }
    }
}
