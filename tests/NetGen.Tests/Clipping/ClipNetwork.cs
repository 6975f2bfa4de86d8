using System.Runtime.CompilerServices;
using System.Text.Json;

namespace NetGen.Tests.Clipping;

/// <summary>Buffers of a network of three layers, with padding of every kind, and naive statistics of them.</summary>
internal sealed class ClipNetwork
{
    public static readonly NetworkInfo Info = Describe(
        ("dense1.weight", 0, ParameterRole.Weight, 5, 20),
        ("dense1.bias", 0, ParameterRole.Bias, 1, 20),
        ("dense2.weight", 1, ParameterRole.Weight, 20, 3),
        ("dense2.magnitude", 1, ParameterRole.Magnitude, 1, 3),
        ("prelu1.slope", 2, ParameterRole.Slope, 1, 3),
        ("dense3.weight", 3, ParameterRole.Weight, 3, 70),
        ("dense3.bias", 3, ParameterRole.Bias, 1, 70));

    public ClipNetwork(NetworkInfo? info = null)
    {
        Parameters = new ParameterBuffer(info ?? Info, seed: 1);
        Gradients = new AlignedBuffer(Parameters.Network.BufferLength);
        Before = new TensorStatistics[Parameters.Network.Parameters.Length];
        After = new TensorStatistics[Before.Length];
        Fill(Gradient);
    }

    public ParameterBuffer Parameters { get; }

    public AlignedBuffer Gradients { get; }

    public TensorStatistics[] Before { get; }

    public TensorStatistics[] After { get; }

    /// <summary>The k-th element in the order of tensors, rows and columns; the numbers of make_clips.py.</summary>
    public static float Gradient(int k) => (float)((((k * 7919L) + 13) % 2001) - 1000) / 256;

    public static NetworkInfo Describe(params (string Name, int Layer, ParameterRole Role, int Rows, int Columns)[] tensors)
    {
        List<ParameterInfo> parameters = [];
        int offset = 0;
        foreach ((string name, int layer, ParameterRole role, int rows, int columns) in tensors)
        {
            int stride = (columns + 15) / 16 * 16;
            parameters.Add(new ParameterInfo
            {
                Name = name,
                Layer = layer,
                Role = role,
                Rows = rows,
                Columns = columns,
                RowStride = stride,
                Offset = offset,
                Initializer = new InitializerSpec(Init.Normal, 0.5f),
            });
            offset += rows * stride;
        }

        return new NetworkInfo
        {
            Name = "ClipNet",
            InputSize = 5,
            OutputSize = 70,
            Layers = [],
            Parameters = [.. parameters],
            BufferLength = offset,
            WorkspacePerRow = 16,
            WorkspaceFixed = 0,
            OutputGradientOffset = 0,
            Loss = "",
        };
    }

    public void Fill(Func<int, float> gradient)
    {
        int k = 0;
        ForEach((tensor, row, column) => this[tensor, row, column] = gradient(k++));
    }

    public ref float this[int tensor, int row, int column] => ref Gradients.Span[Index(tensor, row, column)];

    public float Weight(int tensor, int row, int column) => Parameters.Values[Index(tensor, row, column)];

    public float[] Flat(int? only = null)
    {
        List<float> values = [];
        ForEach((tensor, row, column) =>
        {
            if (only is null || only == tensor)
            {
                values.Add(this[tensor, row, column]);
            }
        });
        return [.. values];
    }

    /// <summary>The norm of the tensors given, naively in double; of all when none is given.</summary>
    public double Norm(params int[] tensors) => Math.Sqrt(
        Enumerable.Range(0, Before.Length).Where(t => tensors.Length == 0 || tensors.Contains(t)).Sum(t => Flat(t).Sum(static v => (double)v * v)));

    /// <summary>Applies a clip as a trainer does, and checks what every clip owes.</summary>
    public ClipResult Apply(Clip clip)
    {
        Measure(Before);
        float[] gradient = Flat();
        Array.Fill(After, new TensorStatistics { SumOfSquares = -1 });

        ClipResult result = clip.Apply(Parameters, Gradients, Before, After);

        TensorStatistics[] expected = new TensorStatistics[Before.Length];
        Measure(expected);
        for (int t = 0; t < expected.Length; t++)
        {
            Assert.Equal(expected[t].NonFinite, After[t].NonFinite);
            if (expected[t].NonFinite == 0)
            {
                Assert.Equal(expected[t].MaxAbs, After[t].MaxAbs);
                Assert.Equal(expected[t].SumOfSquares, After[t].SumOfSquares, 1e-12 * expected[t].SumOfSquares);
            }
        }

        Assert.Equal(!gradient.AsSpan().SequenceEqual(Flat()), result.Clipped);
        if (After.Sum(static t => t.NonFinite) == 0)
        {
            Assert.Equal(Math.Sqrt(expected.Sum(static t => t.SumOfSquares)), result.NormAfter, 1e-12 * result.NormAfter);
            Assert.Equal(Math.Sqrt(Before.Sum(static t => t.SumOfSquares)), result.NormBefore, 1e-12 * result.NormBefore);
        }
        else
        {
            Assert.Equal((double.NaN, double.NaN), (result.NormBefore, result.NormAfter));
        }

        float[] padding = Gradients.Span.ToArray();
        ForEach((tensor, row, column) => padding[Index(tensor, row, column)] = 0);
        Assert.Equal(0, padding.Count(static value => value != 0));
        return result;
    }

    public static Golden LoadGolden([CallerFilePath] string here = "")
    {
        using FileStream file = File.OpenRead(Path.Combine(Path.GetDirectoryName(here)!, "clips.json"));
        return JsonSerializer.Deserialize<Golden>(file, JsonSerializerOptions.Web)!;
    }

    private static int Index(ParameterInfo parameter, int row, int column) => parameter.Offset + (row * parameter.RowStride) + column;

    private int Index(int tensor, int row, int column) => Index(Parameters.Network.Parameters[tensor], row, column);

    private void ForEach(Action<int, int, int> action)
    {
        for (int t = 0; t < Before.Length; t++)
        {
            ParameterInfo parameter = Parameters.Network.Parameters[t];
            for (int element = 0; element < parameter.Count; element++)
            {
                action(t, element / parameter.Columns, element % parameter.Columns);
            }
        }
    }

    private void Measure(TensorStatistics[] statistics)
    {
        for (int t = 0; t < statistics.Length; t++)
        {
            float[] values = Flat(t);
            statistics[t] = new TensorStatistics
            {
                SumOfSquares = values.Sum(static v => (double)v * v),
                MaxAbs = values.Max(Math.Abs),
                NonFinite = values.Count(static v => !float.IsFinite(v)),
            };
        }
    }

    internal sealed record Limited(float Limit, double Norm, float[] Gradient);

    internal sealed record Golden(Limited[] GlobalNorm, Limited[] Value, double[] Norms, double[] ZScore, double[] Percentile30Window40);
}
