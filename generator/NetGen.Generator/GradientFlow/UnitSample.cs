namespace NetGen.Generator.GradientFlow;

/// <summary>
/// The values of some units where no formula has their distribution, such as that of ReLU(x + F(x)) behind the last: each unit at two samples
/// and two positions. Normal numbers are drawn, stratified and the same every time; what is added and bent, is so unit by unit.
/// </summary>
internal sealed class UnitSample
{
    /// <summary>The units.</summary>
    public const int Count = 512;

    // A unit's values at one sample and position, at another sample, at another position, and at both.
    private const int Values = 4;

    // Squares of numbers beyond leave the range of double.
    private const double LargestLogQ = 600;

    private static readonly UnitDraws s_draws = new(Count);

    private readonly double[][] _values;

    private UnitSample(double[][] values, double[][]? before = null)
    {
        _values = values;
        Before = before;
    }

    /// <summary>What the last activation reads, or null without one.</summary>
    private double[][]? Before { get; }

    /// <summary>Of a node's values; null where they are neither normal nor made of normal ones.</summary>
    public static UnitSample? Of(FlowNode node, FlowContext context) => context.Once((node, "units"), () => new Known(Find(node, context))).Units;

    /// <summary>The mean square of f of the units, in units of their own, whose mean square is given.</summary>
    public Signal Through(ScalarFunction function, Signal x)
    {
        double[] f = Bent(0, function);
        double square = Math.Max(Product(f, f), 1e-300);
        return x with
        {
            LogSquare = Math.Log(square),
            Product = new Pairs(Pair(1, x.Product.Samples), Pair(2, x.Product.Places), Pair(3, x.Product.Both)),
            Mean = f.Average() / Math.Sqrt(square),
            Moments = null,
            Function = function,
            IsFresh = true,
            IsNormed = false,
        };

        // As far apart for both signs of a cosine as before.
        Pair Pair(int other, Pair before)
        {
            double mean = Product(f, Bent(other, function)) / square;
            return new Pair(Math.Min(1, mean + before.High - before.Average), mean + before.Low - before.Average);
        }
    }

    /// <summary>
    /// The gradient before an activation of these units. A unit that passed it in the layers behind tends to pass it here too, so
    /// squares are followed by unit.
    /// </summary>
    public Gradient BackInto(ScalarFunction function, Gradient gradient) => Back(_values, function, gradient);

    /// <summary>The same of the activation whose values these are.</summary>
    public Gradient Back(ScalarFunction function, Gradient gradient) => Back(Before!, function, gradient);

    private static UnitSample? Find(FlowNode node, FlowContext context)
    {
        switch (node.Step)
        {
            case IdentityFlow:
                return Of(node.Sources[0], context);
            case SumFlow sum:
                UnitSample? all = Of(node.Sources[0], context);
                for (int i = 1; i < node.Sources.Length && all is not null; i++)
                {
                    all = Of(node.Sources[i], context) is { } other ? all.Plus(other, sum.Scale) : null;
                }

                return all?.Scaled(node.Signal.LogSquare);
            case PointwiseFlow activation when !node.Signal.IsNoisy:
                UnitSample? before = node.Sources[0].Signal.Base is { } z ? Draw(z, node.Index) : Of(node.Sources[0], context);
                return before is null ? null : new UnitSample([.. Enumerable.Range(0, Values).Select(i => before.Bent(i, activation.Function))], before._values);
            default:
                return node.Signal is { Base: { } normal, IsNoisy: false } x && x.Function == ScalarFunction.Identity ? Draw(normal, node.Index) : null;
        }
    }

    private static UnitSample? Draw(GaussianBase z, int index)
    {
        if (z.LogQ > LargestLogQ)
        {
            return null;
        }

        // Samples, places and both: the last of the four numbers has with the second what the first has with the third.
        double s = z.Correlation.Samples.Average, p = z.Correlation.Places.Average, b = z.Correlation.Both.Average;
        double[,] common = { { 1, s, p, b }, { s, 1, b, p }, { p, b, 1, s }, { b, p, s, 1 } };
        double[,] root = Root(common);
        double[][] independent = [.. Enumerable.Range(0, Values).Select(i => Shuffled((index * Values) + i))];
        double scale = Math.Exp(z.LogQ / 2);
        var values = new double[Values][];
        for (int v = 0; v < Values; v++)
        {
            values[v] = new double[Count];
            for (int i = 0; i < Count; i++)
            {
                double sum = 0;
                for (int k = 0; k <= v; k++)
                {
                    sum += root[v, k] * independent[k][i];
                }

                values[v][i] = z.Offset + (scale * sum);
            }
        }

        return new UnitSample(values);
    }

    private static Gradient Back(double[][] z, ScalarFunction function, Gradient gradient)
    {
        double[] slope = [.. z[0].Select(function.Derivative)];
        double[] passed = [.. slope.Select((s, i) => s * s * (gradient.ByUnit?[i] ?? 1))];
        double mean = Math.Max(passed.Average(), 1e-300);
        return new Gradient(
            gradient.LogSquare + Math.Log(mean),
            new Pairs(gradient.Pairs.Samples.Map(r => r * Common(1)), gradient.Pairs.Places.Map(r => r * Common(2)), gradient.Pairs.Both.Map(r => r * Common(3))))
        {
            ByUnit = [.. passed.Select(p => p / mean)],
        };

        double Common(int other) => slope.Select((s, i) => s * function.Derivative(z[other][i]) * (gradient.ByUnit?[i] ?? 1)).Average() / mean;
    }

    private UnitSample Plus(UnitSample other, double scale) =>
        new([.. _values.Select((v, k) => v.Select((x, i) => x + (scale * other._values[k][i])).ToArray())]);

    /// <summary>With the mean square that the formulas give, which a few units have but nearly.</summary>
    private UnitSample? Scaled(double logSquare)
    {
        double own = Product(_values[0], _values[0]);
        if (logSquare > LargestLogQ || own <= 0)
        {
            return null;
        }

        double factor = Math.Exp((logSquare - Math.Log(own)) / 2);
        return new UnitSample([.. _values.Select(v => v.Select(x => x * factor).ToArray())]);
    }

    private double[] Bent(int value, ScalarFunction function) => [.. _values[value].Select(function.Value)];

    private static double Product(double[] a, double[] b) => a.Select((x, i) => x * b[i]).Average();

    /// <summary>The lower triangle L of L Lᵀ, of correlations that need not quite fit each other.</summary>
    private static double[,] Root(double[,] matrix)
    {
        var root = new double[Values, Values];
        for (int i = 0; i < Values; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double left = matrix[i, j];
                for (int k = 0; k < j; k++)
                {
                    left -= root[i, k] * root[j, k];
                }

                root[i, j] = i == j ? Math.Sqrt(Math.Max(left, 1e-12)) : left / root[j, j];
            }
        }

        return root;
    }

    private static double[] Shuffled(int seed)
    {
        var values = new double[Count];
        s_draws.Fill(values, 0, (ulong)seed);
        return values;
    }

    private sealed class Known(UnitSample? units)
    {
        public UnitSample? Units => units;
    }
}
