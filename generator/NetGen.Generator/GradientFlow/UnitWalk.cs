namespace NetGen.Generator.GradientFlow;

/// <summary>
/// A walk of cells with a memory, which no formula has: some units are followed, each with gates drawn from the processes whose covariance all
/// of them give. Each unit sees two samples. On the way back no gradient is drawn: what comes to a unit is linear in it, so that the
/// expectation is exact for the trajectory of each. With m = k m(next) + a dL/dh the gates get dL/dz = phi m, and the output gate b dL/dh.
/// </summary>
internal abstract class UnitWalk : RecurrentWalk
{
    /// <summary>The units that are followed, each with two samples.</summary>
    protected const int Pairs = 64;

    /// <summary>The trajectories.</summary>
    protected const int Count = 2 * Pairs;

    private const double Negligible = 1e-2;
    private const int Nearest = 8;
    private const int MostDirections = 16;

    private readonly GateProcess[] _processes;

    // h at each step and before the first, what comes to m, and what m keeps of the one behind it.
    private readonly double[][] _states;
    private readonly double[][]? _entries;
    private readonly double[][] _keeps;
    private readonly double[][]? _outputs;
    private readonly double[][][] _slopes;

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
        var draws = new UnitDraws(Pairs);
        Draws = draws;
        Cosines = new double[shape.Cosines][];
        for (int i = 0; i < Cosines.Length; i++)
        {
            // The same for both samples of a unit, and at all steps.
            Cosines[i] = new double[Count];
            draws.Fill(Cosines[i], 0, ulong.MaxValue - 2 - (ulong)i);
            Array.Copy(Cosines[i], 0, Cosines[i], Pairs, Pairs);
            for (int n = 0; n < Count; n++)
            {
                Cosines[i][n] *= chance;
            }
        }

        _processes = [.. shape.Processes.Select((p, i) => new GateProcess(Steps, Pairs, p.Gates, draws, (ulong)i << 56))];
        _states = NewRows(Steps + 1);
        _shifts = [.. Cosines.Select(_ => new double[Steps + 1])];
        _distances = new double[Steps + 1];
        _sampleDistances = new double[Steps + 1];
        _entries = shape.HasEntries ? NewRows(Steps) : null;
        _keeps = NewRows(Steps);
        _outputs = shape.HasOutput ? NewRows(Steps) : null;
        _slopes = [.. Enumerable.Range(0, shape.Slopes).Select(_ => NewRows(Steps))];
    }

    protected TimeProducts Input { get; }

    protected UnitShape Shape { get; }

    protected UnitDraws Draws { get; }

    /// <summary>How far two gates of a unit go together, for each pair of gates that the state is a product of.</summary>
    protected double[][] Cosines { get; }

    /// <summary>What each trajectory remembers, where that is not the state.</summary>
    protected virtual double[]? Memory => null;

    /// <summary>What a step of the cell does to each trajectory.</summary>
    /// <param name="step">The step.</param>
    /// <param name="gates">The gates' z, by process.</param>
    /// <param name="unit">What it reads and fills.</param>
    protected abstract void Step(GateProcess[] gates, UnitStep unit);

    /// <summary>A gate that goes together with another as far as its weights do.</summary>
    protected static double Along(double gate, double other, double cosine) => (gate + (cosine * other)) / Math.Sqrt(1 + (cosine * cosine));

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
                for (int s = 0; s <= t; s++)
                {
                    own[s] = (fromInput ? Input.Own[(t * Steps) + s] : 0) + (fromState ? Gain * States.Own[(t * width) + s] : 0);
                    samples[s] = (fromInput ? Input.Samples[(t * Steps) + s] : 0) + (fromState ? Gain * States.Samples[(t * width) + s] : 0);
                }

                _processes[p].Advance(t, own, samples, basis);
                LastVariance = p == 0 ? own[t] : LastVariance;
            }

            Step(_processes, new UnitStep(_states[t], _states[t + 1], _entries?[t], _keeps[t], _outputs?[t], _slopes, t));
            Observe(t + 1);
        }

        LastMean = _states[Steps].Sum() / Count;
    }

    public override RecurrentGradient Back(TimeProducts outputs, int truncate)
    {
        var gates = new TimeProducts(Steps);
        TimeProducts recurrent = Shape.Apart == 0 ? gates : new TimeProducts(Steps);
        var gradient = new RecurrentGradient(gates, recurrent);
        double chance = Back(outputs.Own, gates.Own, recurrent.Own, 0, truncate, gradient.States);
        Back(outputs.Samples, gates.Samples, recurrent.Samples, Pairs, truncate, null);
        return gradient with { ByChance = chance };
    }

    /// <summary>Products of a trajectory's gradient with its own, or with those of the other sample.</summary>
    private double Back(double[] outputs, double[] gates, double[] recurrent, int shift, int truncate, double[]? states)
    {
        // E[m(t) m'(s)] of each trajectory for the current t, and E[dL/dh(t) m'(s)] for the current s.
        double[][] products = NewRows(Steps);
        var passed = new double[Count];
        int last = Steps - 1;
        double chance = 0;
        for (int t = Steps - 1; t >= 0; t--)
        {
            Array.Clear(passed, 0, Count);
            bool isCut = t + 1 >= Steps || IsCut(t, truncate);
            double[]? kept = isCut ? null : _keeps[t + 1];
            double[]? firstEntries = _entries?[t];
            for (int s = last; s >= t; s--)
            {
                double entering = Entering(outputs, recurrent, t, s, truncate);
                bool ends = s + 1 >= Steps || IsCut(s, truncate);
                Pass(passed, entering, _entries?[s], ends ? null : _keeps[s + 1], shift);
                Carry(products[s], passed, firstEntries, kept, s == t && !isCut ? products[t + 1] : products[s], s == t ? shift : 0);
                (double shared, double apart, double inRecurrent) = Sum(products[s], t, s, shift);
                double output = _outputs is null || entering == 0 ? 0 : entering * Mean(_outputs[t], _outputs[s], shift);
                gates[(t * Steps) + s] = gates[(s * Steps) + t] = shared + apart + output;
                if (recurrent != gates)
                {
                    recurrent[(t * Steps) + s] = recurrent[(s * Steps) + t] = shared + inRecurrent + output;
                }

                if (states is not null && s != t && Shape.Mixed == 1)
                {
                    // Two gates, and both orders of the steps.
                    chance += 4 * Mean(products[s], _slopes[Shape.Slopes - 1][t], _slopes[Shape.Slopes - 1][s], 0);
                }

                if (states is not null && s == t)
                {
                    // Where all of dL/dh is kept in m, h is the memory.
                    states[t] = _entries is null ? products[t].Sum() / Count : entering;
                }
            }

            // Steps so far behind that nothing is in common with them any more.
            while (last > t + Nearest && Math.Abs(recurrent[(t * Steps) + last]) <= Negligible * Math.Sqrt(recurrent[(t * Steps) + t] * recurrent[(last * Steps) + last])
                && Math.Abs(outputs[(t * Steps) + last]) <= Negligible * Math.Sqrt(outputs[(t * Steps) + t] * outputs[(last * Steps) + last]))
            {
                last--;
            }
        }

        return chance;
    }

    /// <summary>E[dL/dh(t) m'(s)] = a'(s) E[dL/dh(t) dL/dh'(s)] + k'(s+1) E[dL/dh(t) m'(s+1)].</summary>
    private static void Pass(double[] passed, double entering, double[]? entries, double[]? keeps, int shift)
    {
        int part = shift == 0 ? Count : Pairs;
        for (int start = 0; start < Count; start += part)
        {
            UnitMath.Pass(passed, start, part, entering, entries, keeps, shift == 0 ? start : Pairs - start);
        }
    }

    /// <summary>E[m(t) m'(s)] = a(t) E[dL/dh(t) m'(s)] + k(t+1) E[m(t+1) m'(s)].</summary>
    private static void Carry(double[] products, double[] passed, double[]? entries, double[]? keeps, double[] behind, int shift)
    {
        int part = shift == 0 ? Count : Pairs;
        for (int start = 0; start < Count; start += part)
        {
            UnitMath.Combine(products, start, part, entries, start, passed, start, keeps, start, behind, shift == 0 ? start : Pairs - start);
        }
    }

    /// <summary>The mean of phi phi' E[m m'] over trajectories, of the gates that both kinds of weights see alike, and of the candidate as each sees it.</summary>
    private (double Shared, double Apart, double InRecurrent) Sum(double[] products, int t, int s, int shift)
    {
        int shared = Shape.Slopes - (2 * Shape.Apart) - Shape.Mixed;
        double all = 0;
        if (shared == 1)
        {
            all = Mean(products, _slopes[0][t], _slopes[0][s], shift);
        }
        else
        {
            (double[]? third, double[]? thirdOther) = shared == 3 ? (_slopes[2][t], _slopes[2][s]) : (null, null);
            int part = shift == 0 ? Count : Pairs;
            for (int start = 0; start < Count; start += part)
            {
                all += UnitMath.Sum(
                    products, start, _slopes[0][t], _slopes[0][s], _slopes[1][t], _slopes[1][s], third, thirdOther, shift == 0 ? start : Pairs - start, part, _lanes);
            }

            all /= Count;
        }

        return Shape.Apart == 0
            ? (all, 0, 0)
            : (all, Mean(products, _slopes[shared][t], _slopes[shared][s], shift), Mean(products, _slopes[shared + 1][t], _slopes[shared + 1][s], shift));
    }

    private double Mean(double[] products, double[] first, double[] second, int shift) => shift == 0
        ? UnitMath.Sum(products, 0, first, 0, second, 0, Count, _lanes) / Count
        : (UnitMath.Sum(products, 0, first, 0, second, Pairs, Pairs, _lanes) + UnitMath.Sum(products, Pairs, first, Pairs, second, 0, Pairs, _lanes)) / Count;

    private double Mean(double[] first, double[] second, int shift) => shift == 0
        ? UnitMath.Sum(first, 0, second, 0, Count, _lanes) / Count
        : (UnitMath.Sum(first, 0, second, Pairs, Pairs, _lanes) + UnitMath.Sum(first, Pairs, second, 0, Pairs, _lanes)) / Count;

    /// <summary>
    /// Adds the products of a state with all before it. Correlations of one distance are averaged over the last steps: by chance a few units
    /// always have something in common, and what is fed back as if it were real would add up over all steps.
    /// </summary>
    private void Observe(int at)
    {
        int width = Steps + 1;
        double least = 1.0 / (2 + ((at + Before) / 4));
        double ownSquare = Mean(_states[at], _states[at], 0);
        for (int i = 0; i < Cosines.Length; i++)
        {
            // What a unit's cosine does to its mean over samples, less what a few units would show without.
            double square = Mean(Cosines[i], Cosines[i], 0);
            double shift = square > 0 ? Mean(Cosines[i], _states[at], 0) / Math.Sqrt(square) : 0;
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
                _distances[distance] += share * ((Mean(_states[at], _states[s], 0) / root) - _distances[distance]);
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
                _sampleDistances[distance] += share * ((Mean(_states[at], _states[s], Pairs) / root) - _sampleDistances[distance]);
                States.Samples[i] = States.Samples[mirrored] = root * _sampleDistances[distance];
            }
        }
    }

    private bool? _hasNothingInCommon;

    private bool HasNothingInCommon => _hasNothingInCommon ??= Input.Samples.All(static p => Math.Abs(p) < 1e-12);

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
