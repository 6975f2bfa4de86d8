using NetGen.Kernels;
using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>Dense layers of few units, whose weights lie unit by unit, and the losses that take several of their rows at a time.</summary>
public class UnitByUnitTests
{
    public static TheoryData<int, int> Shapes => new() { { 16, 1 }, { 48, 1 }, { 16, 3 }, { 32, 4 }, { 64, 10 }, { 128, 12 }, { 528, 5 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Outputs_have_the_same_bits_at_all_widths_and_for_any_number_of_rows(int inputs, int units)
    {
        const int Rows = 11;
        float[] x = TestValues.Normal(Rows * inputs, 1), w = TestValues.Normal(units * inputs, 2), bias = new float[16];
        TestValues.Normal(units, 3).CopyTo(bias, 0);
        float[] z = [.. Enumerable.Repeat(float.NaN, Rows * 16)], other = [.. z];
        UnitKernel.Forward(ref x[0], inputs, ref w[0], inputs, ref bias[0], ref z[0], inputs, units, Rows);
        for (int row = 0; row < Rows; row++)
        {
            for (int unit = 0; unit < 16; unit++)
            {
                double expected = unit < units ? bias[unit] + Enumerable.Range(0, inputs).Sum(i => (double)x[(row * inputs) + i] * w[(unit * inputs) + i]) : 0;
                NumericAssert.Close(expected, z[(row * 16) + unit], 1e-6, Math.Sqrt(inputs), $"z[{row}, {unit}]");
            }

            UnitKernel.Forward(ref x[row * inputs], inputs, ref w[0], inputs, ref bias[0], ref other[row * 16], inputs, units, 1);
        }

        NumericAssert.SameBits(z, other, "row by row");
        Check<LanesScalar>();
        Check<Lanes128>();
        Check<Lanes256>();

        void Check<V>()
            where V : struct, ILanes<V>
        {
            other.AsSpan().Fill(float.NaN);
            UnitKernel.Forward<V>(ref x[0], inputs, ref w[0], inputs, ref bias[0], ref other[0], inputs, units, Rows);
            NumericAssert.SameBits(z, other, typeof(V).Name);
        }
    }

    [Fact]
    public void Single_outputs_give_every_loss_the_bits_of_scalar_code()
    {
        Check(default(HalfGradientSquaredError));
        Check(default(AbsoluteError));
        Check(new HuberLoss(0.7f));
        Check(default(LogCoshLoss));
        Check(default(LogisticLoss));
        Check(default(HingeLoss));
        Check(default(HalfGradientSquaredHinge));
        Check(default(PoissonLoss));
        Check(default(DivergenceLoss));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(16)]
    public void Few_classes_give_the_bits_of_scalar_code(int classes)
    {
        foreach (int rows in (int[])[1, 7, 8, 19])
        {
            float[] z = TestValues.Normal(rows * 16, classes);
            (z[0], z[3], z[^16], z[^15]) = (90f, -90f, float.NegativeInfinity, -0f);
            Compare();
            z[^16] = float.NaN;
            Compare();
            z[0] = float.PositiveInfinity;
            Compare();

            void Compare()
            {
                int[] labels = [.. Enumerable.Range(0, rows).Select(row => row * 7 % classes)];
                float[] expected = [.. Enumerable.Repeat(1f, rows * 16)], actual = [.. expected];
                double sum = LossKernels.CrossEntropy<LanesScalar>(ref z[0], 16, default, labels, ref expected[0], rows, classes, 0.3f, 0);
                double other = LossKernels.CrossEntropyOfLabels512(ref z[0], 16, labels, ref actual[0], rows, classes, 0.3f);
                Assert.Equal(sum, other);
                NumericAssert.SameBits(expected, actual, $"{rows} x {classes}");
            }
        }
    }

    [Fact]
    public void Weights_lie_unit_by_unit_where_that_saves_padding()
    {
        ParameterInfo narrow = FewUnits.Info.Parameters[2], wide = FewUnitsByRow.Info.Parameters[2];
        Assert.Equal((32, 4, 1, 32, 128), (narrow.Rows, narrow.Columns, narrow.RowStride, narrow.ColumnStride, narrow.Length));
        Assert.Equal((32, 4, 16, 1, 512), (wide.Rows, wide.Columns, wide.RowStride, wide.ColumnStride, wide.Length));
        var network = new FewUnits(1);
        network.Dense2.Weight[5, 3] = 42f;
        Assert.Equal(42f, network.Parameters.Values[narrow.IndexOf(5, 3)]);
        Assert.Equal(42f, network.Parameters["dense2.weight"][5, 3]);
        float[] flat = new float[128];
        network.Dense2.Weight.FlattenTo(flat);
        Assert.Equal(42f, flat[(5 * 4) + 3]);

        float[] rows = new float[128];
        new FewUnitsByRow(1).Dense2.Weight.FlattenTo(rows);
        new FewUnits(1).Dense2.Weight.FlattenTo(flat);
        NumericAssert.SameBits(rows, flat, "the initial weights");
    }

    public static TheoryData<string> Clips => ["none", "perUnit", "centralize", "noise", "globalNorm"];

    /// <summary>The constraint has no effect, but its weights lie row by row.</summary>
    [Theory]
    [MemberData(nameof(Clips))]
    public void Training_does_not_depend_on_how_the_weights_lie(string clip)
    {
        var network = new FewUnits(1);
        var byRow = new FewUnitsByRow(1);
        using var narrow = new Trainer<FewUnits>(network, new AdamW(0.01f)) { Clip = Create() };
        using var wide = new Trainer<FewUnitsByRow>(byRow, new AdamW(0.01f)) { Clip = Create() };
        for (int step = 0; step < 5; step++)
        {
            float[] x = TestValues.Normal(9 * 3, step), t = TestValues.Normal(9 * 4, step + 100);
            Assert.Equal(wide.Step(x, t).Loss, narrow.Step(x, t).Loss, 1e-5f);
            for (int tensor = 0; tensor < 4; tensor++)
            {
                TensorGradient expected = wide.Tensors[tensor], actual = narrow.Tensors[tensor];
                Assert.Equal(1, actual.Norm / expected.Norm, 1e-4);
                Assert.Equal(1, actual.ClippedNorm / expected.ClippedNorm, 1e-4);
                Assert.Equal(1, actual.UpdateNorm / expected.UpdateNorm, 1e-2);
            }
        }

        float[] a = new float[128], b = new float[128];
        byRow.Dense2.Weight.FlattenTo(a);
        network.Dense2.Weight.FlattenTo(b);
        NumericAssert.Close([.. a.Select(static v => (double)v)], b, 1e-4, 1, "the trained weights");

        Clip? Create() => clip switch
        {
            "perUnit" => Clip.PerUnit(0.01f, skipOutputLayer: false),
            "centralize" => Clip.Centralize(),
            "noise" => Clip.Noise(0.01f, seed: 3),
            "globalNorm" => Clip.GlobalNorm(0.1f),
            _ => null,
        };
    }

    private static void Check<TLoss>(TLoss loss)
        where TLoss : struct, IElementwiseLoss
    {
        foreach (int rows in (int[])[1, 7, 8, 24])
        {
            float[] y = TestValues.Normal(rows * 16, rows), t = [.. TestValues.Normal(rows, 5).Select(MathF.Abs)];
            Compare();
            (y[0], t[^1]) = (float.NaN, 0);
            Compare();

            void Compare()
            {
                float[] expected = [.. Enumerable.Repeat(1f, rows * 16)];
                double sum = LossKernels.Run<LanesScalar, TLoss>(loss, ref y[0], 16, t, ref expected[0], rows, 1, 0.3f);
                float[] actual = [.. Enumerable.Repeat(1f, rows * 16)];
                Same(LossKernels.EachRow(loss, ref y[0], 16, ref t[0], ref actual[0], rows, 0.3f));
                if (rows % 8 == 0)
                {
                    actual.AsSpan().Fill(1f);
                    Same(LossKernels.EightRows(loss, ref y[0], 16, ref t[0], ref actual[0], rows, 0.3f));
                }

                void Same(double other)
                {
                    Assert.Equal(sum, other);
                    NumericAssert.SameBits(expected, actual, $"{typeof(TLoss).Name}, {rows} rows");
                }
            }
        }
    }
}
