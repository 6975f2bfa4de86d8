using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>The element-wise losses against their formulas in double, at every number of columns from 1 to 67.</summary>
public class LossKernelsTests
{
    public static TheoryData<string> Names => LossReference.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void ValueAndGradientAgreeWithTheFormula(string name)
    {
        LossReference loss = LossReference.Of(name);
        foreach ((int rows, int columns) in Shapes())
        {
            foreach (Reduction reduction in Enum.GetValues<Reduction>())
            {
                (PaddedMatrix y, float[] t, PaddedMatrix g) = Case(loss, rows, columns);
                float actual = loss.Compute(ref y.Reference, y.Stride, t, ref g.Reference, rows, columns, reduction);

                double sum = 0;
                double sizes = 0;
                double count = loss.Count(reduction, rows, columns);
                double[] gradient = new double[t.Length];
                for (int i = 0; i < t.Length; i++)
                {
                    double at = y[i / columns, i % columns];
                    double value = loss.Value(at, t[i]);
                    sum += value;
                    sizes += Math.Abs(value) + Math.Abs(t[i] * at);
                    gradient[i] = (loss.Value(at + 1e-6, t[i]) - loss.Value(at - 1e-6, t[i])) / 2e-6 / count;
                }

                string place = $"{name} {rows}x{columns} {reduction}";
                NumericAssert.Close(sum / count, actual, 1e-6, sizes / count, place);
                NumericAssert.Close(gradient, g.Values, 2e-6, 1 / count, place);
                g.AssertPaddingIsZero();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void APaddingWiderThanABlockIsZeroToo(string name)
    {
        LossReference loss = LossReference.Of(name);
        (PaddedMatrix y, float[] t, PaddedMatrix g) = Case(loss, 3, 5);
        float expected = loss.Compute(ref y.Reference, y.Stride, t, ref g.Reference, 3, 5, Reduction.Mean);
        PaddedMatrix wideY = new(3, 5, float.NaN, extra: 2) { Values = y.Values };
        PaddedMatrix wideG = new(3, 5, float.NaN, extra: 2);
        Assert.Equal(expected, loss.Compute(ref wideY.Reference, wideY.Stride, t, ref wideG.Reference, 3, 5, Reduction.Mean));
        NumericAssert.SameBits(g.Values, wideG.Values, name);
        wideG.AssertPaddingIsZero();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaNInAnOutputOrTargetReachesTheLoss(string name)
    {
        LossReference loss = LossReference.Of(name);
        for (int columns = 1; columns <= 19; columns += 3)
        {
            for (int i = 0; i < columns; i++)
            {
                (PaddedMatrix y, float[] t, PaddedMatrix g) = Case(loss, 1, columns);
                y[0, i] = float.NaN;
                Assert.True(float.IsNaN(loss.Compute(ref y.Reference, y.Stride, t, ref g.Reference, 1, columns, Reduction.Mean)));
                g.AssertPaddingIsZero();

                (y, t, g) = Case(loss, 1, columns);
                t[i] = float.NaN;
                Assert.True(float.IsNaN(loss.Compute(ref y.Reference, y.Stride, t, ref g.Reference, 1, columns, Reduction.Mean)));
                Assert.True(float.IsNaN(g[0, i]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void BadInputIsRefusedBeforeAnythingIsWritten(string name)
    {
        LossReference loss = LossReference.Of(name);
        (PaddedMatrix y, float[] t, PaddedMatrix g) = Case(loss, 2, 3);
        g.All.Fill(7);
        ArgumentException wrong = Assert.Throws<ArgumentException>(() =>
            loss.Compute(ref y.Reference, y.Stride, t.AsSpan(1), ref g.Reference, 2, 3, Reduction.Mean));
        Assert.Contains("5 targets", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("6", wrong.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => loss.Compute(ref y.Reference, y.Stride, t, ref g.Reference, 0, 3, Reduction.Mean));
        Assert.Throws<ArgumentOutOfRangeException>(() => loss.Compute(ref y.Reference, y.Stride, t, ref g.Reference, 2, 0, Reduction.Mean));
        Assert.Throws<ArgumentOutOfRangeException>(() => loss.Compute(ref y.Reference, 3, t, ref g.Reference, 2, 3, Reduction.Mean));
        Assert.Throws<ArgumentOutOfRangeException>(() => loss.Compute(ref y.Reference, y.Stride, t, ref g.Reference, 2, 3, (Reduction)9));
        Assert.True(g.All.IndexOfAnyExcept(7f) < 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NothingIsAllocated(string name)
    {
        LossReference loss = LossReference.Of(name);
        (PaddedMatrix y, float[] t, PaddedMatrix g) = Case(loss, 4, 21);
        NumericAssert.AllocatesNothing(() => loss.Compute(ref y.Reference, y.Stride, t, ref g.Reference, 4, 21, Reduction.Mean));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    public void HuberRefusesADeltaThatIsNotPositive(float delta)
    {
        PaddedMatrix y = new(1, 1);
        PaddedMatrix g = new(1, 1);
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            LossKernels.Huber(ref y.Reference, y.Stride, [1f], ref g.Reference, 1, 1, Reduction.Mean, delta));
        Assert.Equal("delta", error.ParamName);
    }

    internal static (PaddedMatrix Output, float[] Targets, PaddedMatrix Gradient) Case(LossReference loss, int rows, int columns)
    {
        PaddedMatrix y = PaddedMatrix.Of(rows, columns, PaddedMatrix.Random(rows * columns, 1 + columns, 2), float.NaN);
        float[] t = [.. PaddedMatrix.Random(rows * columns, 100 + columns).Select(loss.Target)];
        return (y, t, new PaddedMatrix(rows, columns, float.NaN));
    }

    internal static IEnumerable<(int Rows, int Columns)> Shapes()
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            yield return (1, columns);
            yield return (5, columns);
        }

        yield return (64, 3);
    }
}
