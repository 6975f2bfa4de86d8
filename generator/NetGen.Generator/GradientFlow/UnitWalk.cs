using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Generator.GradientFlow;

/// <summary>
/// A walk of cells with a memory, which no formula has: some units are followed, each with gates drawn from the processes whose covariance all
/// of them give. Each unit sees two samples. On the way back no gradient is drawn: what comes to a unit is linear in it, so that the
/// expectation is exact for the trajectory of each. With m = k m(next) + a dL/dh the gates get dL/dz = phi m, and the output gate b dL/dh.
/// </summary>
internal abstract class UnitWalk : RecurrentWalk
{
    /// <summary>The units that are followed, each with two samples.</summary>
    public const int Pairs = 64;

    /// <summary>The trajectories.</summary>
    public const int Count = 2 * Pairs;

    private const int MostDirections = 16;

    private readonly GateProcess[] _processes;

    // h at each step and before the first, and the derivatives at each step.
    private readonly double[][] _states;
    private readonly UnitCell[][] _cells;

    // Correlations of states by their distance in time.
    private readonly double[] _distances;
    private readonly double[] _sampleDistances;

    // The means over samples that states have by the cosines of gates, in the mean square over units.
    private readonly double[][] _shifts;
    private readonly double[] _lanes = new double[UnitMath.Lanes];

    /// <param name="input">The covariance that the input gives to z.</param>
    /// <param name="before">The steps before the first of these.</param>
    /// <param name="gain">The units times the variance of the state's weights.</param>
    /// <param name="shape">What the cell has.</param>
    /// <param name="chance">The deviation of the cosine of two gates' weights for finitely many features.</param>
    protected UnitWalk(TimeProducts input, int before, double gain, UnitShape shape, double chance)
        : base(input.Steps, before, gain)
    {
        Input = input;
        Shape = shape;
        Cosines = new double[shape.Cosines][];
        for (int i = 0; i < Cosines.Length; i++)
        {
            // The same for both samples of a unit, and at all steps.
            Cosines[i] = new double[Count];
            Draws.Fill(Cosines[i], 0, ulong.MaxValue - 2 - (ulong)i);
            Array.Copy(Cosines[i], 0, Cosines[i], Pairs, Pairs);
            for (int n = 0; n < Count; n++)
            {
                Cosines[i][n] *= chance;
            }
        }

        _processes = [.. shape.Processes.Select((p, i) => new GateProcess(Steps, Pairs, p.Gates, Draws, (ulong)i << 56))];
        _states = NewRows(Steps + 1);
        _shifts = [.. Cosines.Select(_ => new double[Steps + 1])];
        _distances = new double[Steps + 1];
        _sampleDistances = new double[Steps + 1];
        _cells = [.. Enumerable.Range(0, Steps).Select(static _ => new UnitCell[UnitCell.Width])];
    }

    protected TimeProducts Input { get; }

    protected UnitShape Shape { get; }

    protected static UnitDraws Draws { get; } = new(Pairs);

    /// <summary>How far two gates of a unit go together, for each pair of gates that the state is a product of.</summary>
    protected double[][] Cosines { get; }

    /// <summary>What each trajectory remembers, where that is not the state.</summary>
    protected virtual double[]? Memory => null;

    /// <summary>What a step of the cell does to each trajectory.</summary>
    /// <param name="step">The step.</param>
    /// <param name="gates">The gates' z, by process.</param>
    /// <param name="unit">What it reads and fills.</param>
    protected abstract void Step(GateProcess[] gates, UnitStep unit);

    /// <summary>Follows the units, from states that are set already.</summary>
    /// <param name="start">h before the first step.</param>
    protected void Walk(double[] start)
    {
        start.CopyTo(_states[0], 0);
        int width = Steps + 1;
        Observe(0);
        var own = new double[Steps];
        var samples = new double[Steps];
        var basis = new UnitBasis(Pairs, MostDirections);
        for (int t = 0; t < Steps; t++)
        {
            double[] memory = Memory ?? _states[t];
            basis.Clear();
            for (int half = 0; half < Count; half += Pairs)
            {
                basis.Add(memory, half, squares: false);
                basis.Add(memory, half, squares: true);
            }

            for (int p = 0; p < _processes.Length; p++)
            {
                (bool fromInput, bool fromState, _) = Shape.Processes[p];
                UnitMath.Covariance(own, t + 1, fromInput ? Input.Own : null, t * Steps, fromState ? Gain : 0, States.Own, t * width);
                UnitMath.Covariance(samples, t + 1, fromInput ? Input.Samples : null, t * Steps, fromState ? Gain : 0, States.Samples, t * width);
                _processes[p].Advance(t, own, samples, basis);
                LastVariance = p == 0 ? own[t] : LastVariance;
            }

            Step(_processes, new UnitStep(_states[t], _states[t + 1], _cells[t]));
            Observe(t + 1);
        }

        LastMean = _states[Steps].Sum() / Count;
    }

    public override RecurrentGradient Back(TimeProducts outputs, int truncate) =>
        new UnitReturn(this, Shape, _cells).Back(outputs, truncate);

    private double Mean(double[] first, double[] second) => UnitMath.Sum(first, 0, second, 0, Count, _lanes) / Count;

    /// <summary>The mean of products of one sample with the other.</summary>
    private double MeanOfSamples(double[] first, double[] second) =>
        (UnitMath.Sum(first, 0, second, Pairs, Pairs, _lanes) + UnitMath.Sum(first, Pairs, second, 0, Pairs, _lanes)) / Count;

    /// <summary>
    /// Adds the products of a state with all before it. Correlations of one distance are averaged over the last steps: by chance a few units
    /// always have something in common, and what is fed back as if it were real would add up over all steps.
    /// </summary>
    [MethodImpl(UnitMath.AtOnce)]
    private void Observe(int at)
    {
        int width = Steps + 1;
        double least = 1.0 / (2 + ((at + Before) / 4));
        double ownSquare = Mean(_states[at], _states[at]);
        for (int i = 0; i < Cosines.Length; i++)
        {
            // What a unit's cosine does to its mean over samples, less what a few units would show without.
            double square = Mean(Cosines[i], Cosines[i]);
            double shift = square > 0 ? Mean(Cosines[i], _states[at]) / Math.Sqrt(square) : 0;
            _shifts[i][at] = Math.Sign(shift) * Math.Sqrt(Math.Max(0, (shift * shift) - (ownSquare / Count)));
        }

        States.Own[(at * width) + at] = ownSquare;
        for (int s = 0; s <= at; s++)
        {
            int i = (at * width) + s, mirrored = (s * width) + at;
            double root = Math.Sqrt(ownSquare * States.Own[(s * width) + s]);
            int distance = at - s;

            // The fewer pairs of steps there are of a distance, the less is made of what they show.
            int seen = Before > 0 ? s + 1 : s;
            double share = Math.Max(least, 1.0 / (distance > 0 ? seen + 1 : Math.Max(1, seen)));
            if (distance > 0 && root > 0)
            {
                _distances[distance] += share * ((Mean(_states[at], _states[s]) / root) - _distances[distance]);
                States.Own[i] = States.Own[mirrored] = root * _distances[distance];
            }

            if (Shape.IsOdd && HasNothingInCommon)
            {
                double shift = 0;
                foreach (double[] shifts in _shifts)
                {
                    shift += shifts[at] * shifts[s];
                }

                States.Samples[i] = States.Samples[mirrored] = shift;
            }
            else if (root > 0)
            {
                _sampleDistances[distance] += share * ((MeanOfSamples(_states[at], _states[s]) / root) - _sampleDistances[distance]);
                States.Samples[i] = States.Samples[mirrored] = root * _sampleDistances[distance];
            }
        }
    }

    private bool? _hasNothingInCommon;

    private bool HasNothingInCommon => _hasNothingInCommon ??= Input.Samples.All(static p => Math.Abs(p) < 1e-12);

    /// <summary>Arrays of vectors.</summary>
    public static Vector<double>[][] NewVectors(int rows, int length)
    {
        var all = new Vector<double>[rows][];
        for (int i = 0; i < rows; i++)
        {
            all[i] = new Vector<double>[length];
        }

        return all;
    }

    private static double[][] NewRows(int rows)
    {
        var all = new double[rows][];
        for (int i = 0; i < rows; i++)
        {
            all[i] = new double[Count];
        }

        return all;
    }
}
