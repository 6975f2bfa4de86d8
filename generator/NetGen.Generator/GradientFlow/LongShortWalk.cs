namespace NetGen.Generator.GradientFlow;

/// <summary>i, f, o = sigmoid, g = tanh of x W + h' U + b; c = f c' + i g; h = o tanh(c).</summary>
internal sealed class LongShortWalk : UnitWalk
{
    private static readonly UnitShape s_shape = new([(true, true, 4)], 4, 0, 1, true, true, true, 2);

    private readonly double[] _memory = new double[Count];
    private readonly double[] _forget = new double[Count];
    private readonly double[] _entry = new double[Count];

    /// <param name="input">The covariance that the input gives to z.</param>
    /// <param name="before">The steps before the first of these.</param>
    /// <param name="gain">The units times the variance of the state's weights.</param>
    /// <param name="forget">What the biases of the forget gate start at.</param>
    /// <param name="chrono">The longest dependency of chrono initialisation, or 0.</param>
    /// <param name="chance">The deviation of the cosine of two gates' weights for finitely many features.</param>
    public LongShortWalk(TimeProducts input, int before, double gain, double forget, int chrono, double chance = 0)
        : base(input, before, gain, s_shape, chance)
    {
        for (int i = 0; i < Count; i++)
        {
            // ln U(1, T - 1), the same for both samples of a unit.
            _forget[i] = chrono > 0 ? Math.Log(1 + ((chrono - 2) * ((i % Pairs) + 0.5) / Pairs)) : forget;
            _entry[i] = chrono > 0 ? -_forget[i] : 0;
        }

        var start = new double[Count];
        if (before > 0)
        {
            Start(start);
        }

        Walk(start);
    }

    protected override double[] Memory => _memory;

    protected override void Step(GateProcess[] gates, UnitStep unit)
    {
        double[][] z = gates[0].Values;
        (double[] entries, double[] outputs) = (unit.Entries!, unit.Outputs!);
        (double[] ofEntry, double[] ofForget, double[] ofCandidate) = (unit.Slopes[0][unit.Step], unit.Slopes[1][unit.Step], unit.Slopes[2][unit.Step]);
        double[] mixed = unit.Slopes[3][unit.Step];
        for (int n = 0; n < Count; n++)
        {
            double i = GateFunctions.Logistic(Along(z[0][n], z[2][n], Cosines[0][n]) + _entry[n]);
            double f = GateFunctions.Logistic(z[1][n] + _forget[n]);
            double g = (2 * GateFunctions.Logistic(2 * z[2][n])) - 1;
            double o = GateFunctions.Logistic(Along(z[3][n], z[2][n], Cosines[1][n]));
            double before = _memory[n];
            double c = (f * before) + (i * g);
            double h = (2 * GateFunctions.Logistic(2 * c)) - 1;
            _memory[n] = c;
            unit.State[n] = o * h;
            entries[n] = o * (1 - (h * h));
            outputs[n] = o * (1 - o) * h;
            unit.Keeps[n] = f;
            ofEntry[n] = i * (1 - i) * g;
            ofForget[n] = f * (1 - f) * before;
            ofCandidate[n] = i * (1 - (g * g));
            mixed[n] = i * (1 - i) * (1 - (g * g));
        }
    }

    /// <summary>Memories after many steps, from the squares of the gates as if steps were independent.</summary>
    private void Start(double[] states)
    {
        double state = 0;
        var squares = new double[Count];
        for (int repetition = 0; repetition < 6; repetition++)
        {
            double z = Input.Own[0] + (Gain * state);
            double candidate = GateFunctions.Mean(z, 0, static x => Math.Tanh(x) * Math.Tanh(x));
            double output = GateFunctions.Mean(z, 0, GateFunctions.SquaredLogistic);
            double sum = 0;
            for (int n = 0; n < Pairs; n++)
            {
                if (n == 0 || _forget[n] != _forget[n - 1])
                {
                    double kept = GateFunctions.Mean(z, _forget[n], GateFunctions.SquaredLogistic);
                    squares[n] = GateFunctions.Mean(z, _entry[n], GateFunctions.SquaredLogistic) * candidate * (1 - Math.Pow(kept, Before)) / Math.Max(1 - kept, 1e-12);
                }
                else
                {
                    squares[n] = squares[n - 1];
                }

                sum += GateFunctions.Mean(squares[n], 0, static x => Math.Tanh(x) * Math.Tanh(x)) / Pairs;
            }

            state = output * sum;
        }

        double root = Math.Sqrt(GateFunctions.Mean(Input.Own[0] + (Gain * state), 0, GateFunctions.SquaredLogistic));
        Draws.Fill(_memory, 0, ulong.MaxValue);
        Draws.Fill(_memory, Pairs, ulong.MaxValue - 1);
        for (int n = 0; n < Count; n++)
        {
            _memory[n] *= Math.Sqrt(squares[n % Pairs]);
            states[n] = root * Math.Tanh(_memory[n]);
        }
    }
}
