namespace NetGen.Generator.GradientFlow;

/// <summary>
/// What finite width adds: gradient norms of one declaration spread log-normally over initialisations, more with each layer,
/// so that a typical network lies below the mean. A part of the spread is common to all samples of a batch; the rest
/// averages out over it.
/// </summary>
internal sealed class FiniteWidth
{
    // The prediction's own error, and the factor by which spreads are measured to be wider than their first order.
    private const double OwnVariance = 0.02;
    private const double Widening = 1.5;

    private readonly FlowGraph _graph;
    private readonly FlowSpread[] _spread;
    private readonly int _last;

    // By node: the end of the stretch it lies in, which everything passes; the share of the gradient that passes the node; and
    // how the logarithm of the result answers to that of the node's mean square.
    private readonly int[] _end;
    private readonly double[] _passing;
    private readonly double[] _answer;

    // By end: the answer to it and the spread from beyond it for all layers before it, and that from before it for an answer of 1.
    private readonly double[] _answerAtEnd;
    private readonly Sum[] _beyond;
    private readonly Sum[] _before;

    /// <param name="graph">The network, with signals and gradients.</param>
    /// <param name="start">The node whose values the output's gradient belongs to.</param>
    /// <param name="context">What steps share.</param>
    public FiniteWidth(FlowGraph graph, FlowNode start, FlowContext context)
    {
        _graph = graph;
        _last = start.Index;
        _spread = FlowSpread.Of(graph, start, context);
        _end = new int[_last + 1];
        _passing = new double[_last + 1];
        _answer = new double[_last + 1];
        _answerAtEnd = new double[_last + 1];
        _beyond = new Sum[_last + 1];
        _before = new Sum[_last + 1];
        for (int i = _last, end = _last; i >= 0; i--)
        {
            _end[i] = end = graph.Nodes[i].IsTrunk ? i : end;
        }

        for (int end = _last, from = Before(end); from >= 0; end = from, from = Before(end))
        {
            Sum sum = _beyond[end];
            _answerAtEnd[from] = Walk(from, end, from, weights: null, ref sum);
            _beyond[from] = sum;
        }

        for (int end = NextEnd(-1); end >= 0; end = NextEnd(end))
        {
            _before[end] = Below(end);
        }
    }

    /// <summary>The variance of ln of one sample's squared gradient norm, and the part of it that all samples share.</summary>
    /// <param name="node">The layer.</param>
    /// <param name="weights">Whether of the weights, which the layer's input multiplies, or the biases.</param>
    public (double Beta, double Shared) Spread(FlowNode node, bool weights)
    {
        int end = _end[node.Index], from = Before(end);
        Sum sum = _beyond[end];
        double left = Walk(from, end, node.Index, weights ? node : null, ref sum);
        if (from >= 0)
        {
            sum = sum.Plus(left * left, _before[from]);
        }

        return (Math.Max(0, sum.Own), Math.Max(0, Math.Min(sum.Shared, sum.Own)));
    }

    /// <summary>The end of the stretch before the one that ends at a node; -1 for the input.</summary>
    private int Before(int end)
    {
        int i = end - 1;
        while (i >= 0 && _end[i] != i)
        {
            i--;
        }

        return i;
    }

    private int NextEnd(int end) => end >= _last ? -1 : _end[end + 1];

    /// <summary>Spread from an end and all before it, for an answer of 1 to it and a gradient of layers behind it.</summary>
    private Sum Below(int end)
    {
        int from = Before(end);
        Clear(from, end);
        _answer[end] = 1;
        Sum sum = default;
        double left = Answers(from, end, weights: null, ref sum);
        return from >= 0 ? sum.Plus(left * left, _before[from]) : sum;
    }

    /// <summary>Adds the spread of one stretch, for the gradient of a node in it or at its beginning, and returns the answer to its beginning.</summary>
    private double Walk(int from, int end, int node, FlowNode? weights, ref Sum sum)
    {
        Clear(from, end);
        _answer[end] = _answerAtEnd[end];
        if (node > from)
        {
            _passing[node] = 1;
        }

        for (int i = Math.Max(node, from + 1); i <= end; i++)
        {
            FlowSpread spread = _spread[i];
            int[] sources = spread.Sources;
            for (int s = 0; s < sources.Length; s++)
            {
                if (sources[s] >= node && sources[s] >= 0)
                {
                    _passing[i] += (sources[s] == from ? 1 : _passing[sources[s]]) * spread.Shares[s];
                }
            }

            double squared = _passing[i] * _passing[i];
            sum = i == node ? sum : new Sum(sum.Own + (squared * spread.Step), sum.Shared + (squared * spread.SharedStep));
        }

        return Answers(from, end, weights, ref sum);
    }

    /// <summary>Sends answers from the end of a stretch to its beginning.</summary>
    private double Answers(int from, int end, FlowNode? weights, ref Sum sum)
    {
        double left = 0;
        for (int i = end; i > from; i--)
        {
            FlowSpread spread = _spread[i];
            double answer = _answer[i];
            sum = new Sum(sum.Own + (answer * answer * spread.Noise), sum.Shared + (answer * answer * spread.SharedNoise));
            for (int s = 0; s < spread.Sources.Length; s++)
            {
                double part = (answer * spread.Elasticities[s]) + (_passing[i] * spread.SlopeElasticity);
                if (weights is not null && i == weights.Index)
                {
                    part += 1;
                }

                int source = spread.Sources[s];
                if (source == from)
                {
                    left += part;
                }
                else if (source >= 0)
                {
                    _answer[source] += part;
                }
            }
        }

        return left;
    }

    private void Clear(int from, int end)
    {
        for (int i = from + 1; i <= end; i++)
        {
            _passing[i] = 0;
            _answer[i] = 0;
        }
    }

    /// <summary>What the spread does to a batch.</summary>
    /// <param name="beta">The spread of one sample.</param>
    /// <param name="shared">The part that samples share.</param>
    /// <param name="cross">The share of pairs of samples in the squared norm.</param>
    /// <param name="degrees">The independent components of the output's gradient.</param>
    /// <param name="batch">The samples of a batch.</param>
    /// <returns>ln of the geometric mean of the square less ln of its mean, and the standard deviation of the logarithm.</returns>
    public static (double Bias, double Deviation) Batch(double beta, double shared, double cross, double degrees, int batch)
    {
        double own = beta - shared;
        double left = own;
        if (batch > 1)
        {
            double averaged = own > 500 ? own - Math.Log(batch) : SpecialFunctions.LogOnePlus(SpecialFunctions.ExpMinusOne(own) / batch);
            left = own <= 1 ? averaged : 1 / ((1 / averaged) + (12 * Math.Log(batch) / (Math.PI * Math.PI * own)));
        }

        double nu = degrees / 2;
        double effective = shared + left + (cross * cross * SpecialFunctions.Trigamma(nu));
        double bias = -(shared / 2) - (left / 2 * (1 + (own / 24))) + (cross * (SpecialFunctions.Digamma(nu) - Math.Log(nu)));
        return (bias, Widening * Math.Sqrt(effective + OwnVariance));
    }

    /// <summary>Variances of logarithms.</summary>
    private readonly record struct Sum(double Own, double Shared)
    {
        public Sum Plus(double factor, Sum other) => new(Own + (factor * other.Own), Shared + (factor * other.Shared));
    }
}
