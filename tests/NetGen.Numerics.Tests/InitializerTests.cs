using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace NetGen.Numerics.Tests;

public class InitializerTests
{
    private const int Draws = 30;

    public sealed record Case(string Kind, float Scale, int Rows, int Columns, double Mean, double Std, double Kurtosis, double Min, double Max, double Zeros)
    {
        public override string ToString() => $"{Kind} {Scale} [{Rows}, {Columns}]";
    }

    private sealed record Golden(int Draws, Case[] Cases);

    public static TheoryData<string> Cases() => [.. Load().Select(static c => c.ToString())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void HasTheStatisticsOfPyTorch(string name)
    {
        Case golden = Load().Single(c => c.ToString() == name);
        var spec = new InitializerSpec(Enum.Parse<Init>(golden.Kind), golden.Scale);
        var values = new float[Draws * golden.Rows * golden.Columns];
        var random = new Philox(11);
        for (int draw = 0; draw < Draws; draw++)
        {
            Initializer.Fill(
                new TensorSpan<float>(values.AsSpan(draw * golden.Rows * golden.Columns), [golden.Rows, golden.Columns], [golden.Columns, 1]), spec, ref random);
        }

        double mean = values.Average(static v => (double)v);
        double std = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        double kurtosis = values.Average(v => Math.Pow(v - mean, 4)) / Math.Pow(std, 4);

        // Both sides are samples: of n numbers, the mean has the standard error σ/√n, σ itself σ·√((κ-1)/4n), the kurtosis
        // at most √(96/n) unless zeros fatten the tails. Five such errors of the difference.
        double n = values.Length;
        double error = 5 * Math.Sqrt(2 / n);
        Assert.Equal(golden.Mean, mean, error * std);
        Assert.Equal(golden.Std, std, Math.Max(1e-6, error * std * Math.Sqrt((kurtosis - 1) / 4)));
        Assert.Equal(golden.Kurtosis, kurtosis, Math.Max(1e-4, error * kurtosis * kurtosis));
        Assert.Equal(golden.Zeros, values.Count(static v => v == 0) / n, 1e-4);
        if (golden.Kurtosis < 2.7 || golden.Kind == "Identity")
        {
            // Bounded: the outermost of so many numbers lie close to the bounds.
            Assert.Equal(golden.Max, values.Max(), golden.Std * 2e-3);
            Assert.Equal(golden.Min, values.Min(), golden.Std * 2e-3);
        }
    }

    [Theory]
    [InlineData(1 << 16, 2)]
    [InlineData((1 << 14) + 3, 10)]
    [InlineData(3, 1 << 16)]
    public void ALargeMatrixHasTheNumbersOfDrawingOneByOne(int rows, int columns)
    {
        float[] values = new float[rows * (columns + 2)];
        var random = new Philox(5);
        Initializer.Fill(new TensorSpan<float>(values, [rows, columns], [columns + 2, 1]), new InitializerSpec(Init.Normal, 0.3f), ref random);

        var single = new Philox(5);
        for (int i = 0; i < values.Length; i++)
        {
            float expected = i % (columns + 2) < columns ? (float)((double)0.3f * single.NextNormal()) : 0;
            Assert.True(expected == values[i], $"element {i}: {values[i]} is not {expected}");
        }

        Assert.Equal(single.Position, random.Position);
    }

    [Theory]
    [InlineData(Fan.In, 64)]
    [InlineData(Fan.Out, 36)]
    [InlineData(Fan.Average, 50)]
    public void VarianceScalingHasTheVarianceOfKeras(Fan fan, double size)
    {
        foreach (Distribution distribution in Enum.GetValues<Distribution>())
        {
            float[] values = Draw(new InitializerSpec(Init.VarianceScaling, 3, fan, distribution), 64, 36);
            double variance = values.Average(static v => (double)v * v);
            double kurtosis = values.Average(static v => Math.Pow(v, 4)) / (variance * variance);
            double largest = values.Max(Math.Abs);
            double expected = 3 / size;

            Assert.Equal(expected, variance, 5 * expected * Math.Sqrt(2.0 / values.Length));
            (double shape, double bound) = distribution switch
            {
                Distribution.Uniform => (1.8, Math.Sqrt(3 * expected)),
                // The fourth moment of a normal number within ±2 is 1.4159, its variance 0.7737.
                Distribution.TruncatedNormal => (2.3650, 2 * Math.Sqrt(expected) / 0.87962566103423978),
                _ => (3, double.PositiveInfinity),
            };
            Assert.Equal(shape, kurtosis, 5 * Math.Sqrt(96.0 / values.Length));
            Assert.True(largest <= bound * 1.0000001, $"{largest} > {bound}");
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    [InlineData(17, 4)]
    [InlineData(4, 17)]
    [InlineData(130, 130)]
    [InlineData(100, 70)]
    [InlineData(70, 150)]
    public void OrthogonalRowsOrColumnsAreOrthonormal(int rows, int columns)
    {
        float[] w = DrawMatrix(new InitializerSpec(Init.Orthogonal, 1.5f), rows, columns, seed: 3);
        int few = Math.Min(rows, columns), many = Math.Max(rows, columns);
        float At(int vector, int i) => rows >= columns ? w[(i * columns) + vector] : w[(vector * columns) + i];
        for (int a = 0; a < few; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double dot = 0;
                for (int i = 0; i < many; i++)
                {
                    dot += (double)At(a, i) * At(b, i);
                }

                Assert.Equal(a == b ? 2.25 : 0, dot, 1e-6);
            }
        }
    }

    [Fact]
    public void OrthogonalMatricesAreEquallyLikely()
    {
        // Of an orthogonal matrix drawn so, the trace has mean 0 and variance 1, its square mean 0 off the diagonal, and the
        // determinant is 1 as often as -1 (a 2 x 2 matrix with determinant 1 has two equal entries on the diagonal).
        const int Count = 4000;
        double trace = 0, squares = 0, rotations = 0;
        for (int seed = 0; seed < Count; seed++)
        {
            float[] q = DrawMatrix(new InitializerSpec(Init.Orthogonal), 2, 2, seed);
            double t = q[0] + q[3];
            trace += t;
            squares += t * t;
            rotations += Math.Abs(q[0] - q[3]) < 1e-6 ? 1 : 0;
        }

        Assert.Equal(0, trace / Count, 5 / Math.Sqrt(Count));
        Assert.Equal(1, squares / Count, 5 * Math.Sqrt(2.0 / Count));
        Assert.Equal(0.5, rotations / Count, 5 * 0.5 / Math.Sqrt(Count));
    }

    [Fact]
    public void AnOrthogonalMatrixIsTheSignFixedQOfItsReflections()
    {
        // The last column of a square matrix is fixed by the others up to its sign, and that sign is random too.
        int positive = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            positive += DrawMatrix(new InitializerSpec(Init.Orthogonal), 1, 1, seed)[0] > 0 ? 1 : 0;
        }

        Assert.InRange(positive, 150, 250);
    }

    [Theory]
    [InlineData(40, 6, 4)]
    [InlineData(25, 3, 2)]
    [InlineData(3, 5, 1)]
    public void SparseConnectsEachUnitToATenthOfItsInputs(int rows, int columns, int connections)
    {
        int[] used = new int[rows];
        for (int seed = 0; seed < 200; seed++)
        {
            float[] w = DrawMatrix(new InitializerSpec(Init.Sparse), rows, columns, seed);
            for (int column = 0; column < columns; column++)
            {
                int[] connected = [.. Enumerable.Range(0, rows).Where(row => w[(row * columns) + column] != 0)];
                Assert.Equal(connections, connected.Length);
                foreach (int row in connected)
                {
                    used[row]++;
                }
            }
        }

        double expected = 200.0 * columns * connections / rows;
        Assert.All(used, count => Assert.Equal(expected, count, 5 * Math.Sqrt(expected)));
    }

    [Fact]
    public void ConstantsAreExact()
    {
        Assert.All(Draw(new InitializerSpec(Init.Zeros), 3, 4), static v => Assert.Equal(0, v));
        Assert.All(Draw(new InitializerSpec(Init.Ones, 7), 3, 4), static v => Assert.Equal(1, v));
        Assert.All(Draw(new InitializerSpec(Init.Constant, -0.3f), 3, 4), static v => Assert.Equal(-0.3f, v));
        Assert.Equal([2, 0, 0, 0, 2, 0], DrawMatrix(new InitializerSpec(Init.Identity, 2), 2, 3, 0));
        Assert.Equal([2, 0, 0, 2, 0, 0], DrawMatrix(new InitializerSpec(Init.Dirac, 2), 3, 2, 0));
    }

    [Fact]
    public void AnElementDependsOnItsPlaceAndNotOnThePadding()
    {
        foreach (Init kind in Enum.GetValues<Init>().Where(static k => k != Init.Auto))
        {
            ParameterInfo tight = Parameter(ParameterRole.Weight, 16, 16, new(kind), offset: 0, stride: 16);
            ParameterInfo padded = tight with { Offset = 32, RowStride = 48 };
            float[] a = new float[16 * 16], b = new float[32 + (16 * 48) + 16];
            Array.Fill(b, -7);
            Initializer.Fill(a, tight, 5, 3);
            Initializer.Fill(b, padded, 5, 3);
            for (int i = 0; i < b.Length; i++)
            {
                (int row, int column) = Math.DivRem(i - 32, 48);
                bool element = i >= 32 && column < 16 && row < 16;
                Assert.Equal(element ? a[(row * 16) + column] : -7, b[i]);
            }
        }
    }

    [Fact]
    public void VectorsTakeTheirLengthForBothFans()
    {
        const int Length = 40_000;
        float[] values = new float[Length];
        Initializer.Fill(values, Parameter(ParameterRole.Bias, 1, Length, new(Init.XavierUniform), 0, Length), 1, 1);
        float bound = (float)Math.Sqrt(6.0 / (2 * Length));
        Assert.InRange(values.Max(), bound * 0.999f, bound);
        Assert.InRange(values.Min(), -bound, -bound * 0.999f);
    }

    [Fact]
    public void MagnitudesStartAtOne()
    {
        float[] values = new float[16];
        Initializer.Fill(values, Parameter(ParameterRole.Magnitude, 1, 10, new(Init.HeNormal, 3), 0, 16), 1, 1);
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0], values);
    }

    [Fact]
    public void SeedsAndStreamsGiveDifferentNumbers()
    {
        ParameterInfo parameter = Parameter(ParameterRole.Weight, 4, 16, new(Init.Normal), 0, 16);
        HashSet<float> seen = [];
        foreach ((long seed, int stream) in ((long, int)[])[(0, 0), (1, 0), (0, 1), (-1, 0), (long.MaxValue, int.MaxValue)])
        {
            float[] values = new float[64];
            Initializer.Fill(values, parameter, seed, stream);
            Assert.True(seen.Add(values[0]));
            Assert.True(values.Distinct().Count() > 60);
        }
    }

    [Fact]
    public void TheSameSeedGivesTheSameBitsOnEveryMachine()
    {
        ulong hash = 14695981039346656037;
        foreach (Init kind in Enum.GetValues<Init>().Where(static k => k is not (Init.Auto or Init.DeltaOrthogonal)))
        {
            float[] values = new float[33 * 48];
            Initializer.Fill(values, Parameter(ParameterRole.Weight, 33, 37, new(kind, 0.7f), 0, 48), 42, (int)kind);
            foreach (float value in values)
            {
                hash = unchecked((hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211);
            }
        }

        Assert.Equal(9544517961044375769ul, hash);
    }

    [Fact]
    public void ViewsOfAnyStrideCanBeFilled()
    {
        float[] a = new float[12], b = new float[24];
        var random = new Philox(1);
        Initializer.Fill(new TensorSpan<float>(a, [3, 4], [4, 1]), new(Init.LeCunNormal), ref random);
        Assert.Equal(24, random.Position);
        random = new Philox(1);
        Initializer.Fill(new TensorSpan<float>(b, [3, 4], [1, 5]), new(Init.LeCunNormal), ref random);
        for (int i = 0; i < 12; i++)
        {
            Assert.Equal(a[i], b[(i / 4) + (5 * (i % 4))]);
        }

        // A second call goes on with other numbers.
        float[] c = new float[12];
        Initializer.Fill(new TensorSpan<float>(c, [3, 4], [4, 1]), new(Init.LeCunNormal), ref random);
        Assert.NotEqual<float>(a, c);
    }

    private static float[] Draw(InitializerSpec spec, int rows, int columns) =>
        [.. Enumerable.Range(0, Draws).SelectMany(seed => DrawMatrix(spec, rows, columns, seed))];

    private static float[] DrawMatrix(InitializerSpec spec, int rows, int columns, long seed)
    {
        float[] values = new float[rows * columns];
        Initializer.Fill(values, Parameter(ParameterRole.Weight, rows, columns, spec, 0, columns), seed, 0);
        return values;
    }

    internal static ParameterInfo Parameter(ParameterRole role, int rows, int columns, InitializerSpec spec, int offset, int stride) => new()
    {
        Name = "dense1.weight",
        Layer = 0,
        Role = role,
        Rows = rows,
        Columns = columns,
        RowStride = stride,
        Offset = offset,
        Initializer = spec,
    };

    private static Case[] Load([CallerFilePath] string here = "")
    {
        using FileStream file = File.OpenRead(Path.Combine(Path.GetDirectoryName(here)!, "Golden", "initializers.json"));
        Golden golden = JsonSerializer.Deserialize<Golden>(file, JsonSerializerOptions.Web)!;
        Assert.Equal(Draws, golden.Draws);
        return golden.Cases;
    }
}
