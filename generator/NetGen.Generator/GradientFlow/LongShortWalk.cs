using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Generator.GradientFlow;

/// <summary>i, f, o = sigmoid, g = tanh of x W + h' U + b; c = f c' + i g; h = o tanh(c).</summary>
internal sealed class LongShortWalk : UnitWalk
{
    private static readonly UnitShape s_shape = new([(true, true, 4)], Gates: 3, HasApart: false, HasMixed: true, HasEntries: true, HasOutput: true, IsOdd: true, Cosines: 2);

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

    [MethodImpl(UnitMath.AtOnce)]
    protected override void Step(GateProcess[] gates, UnitStep unit)
    {
        Vector<double>[][] z = gates[0].Values;
        Vector<double> one = Vector<double>.One;
        for (int v = 0, n = 0; n < Count; v++, n += Vector<double>.Count)
        {
            Vector<double> ofG = z[2][v];
            Vector<double> i = GateVectors.Logistic(GateVectors.Along(z[0][v], ofG, new Vector<double>(Cosines[0], n)) + new Vector<double>(_entry, n));
            Vector<double> f = GateVectors.Logistic(z[1][v] + new Vector<double>(_forget, n));
            Vector<double> g = GateVectors.Tanh(ofG);
            Vector<double> o = GateVectors.Logistic(GateVectors.Along(z[3][v], ofG, new Vector<double>(Cosines[1], n)));
            var before = new Vector<double>(_memory, n);
            Vector<double> c = (f * before) + (i * g);
            Vector<double> h = GateVectors.Tanh(c);
            Vector<double> bend = i * (one - (g * g));
            c.CopyTo(_memory, n);
            (o * h).CopyTo(unit.State, n);
            unit.Cells[v] = new UnitCell
            {
                Entry = o * (one - (h * h)),
                Keep = f,
                Output = o * (one - o) * h,
                First = i * (one - i) * g,
                Second = f * (one - f) * before,
                Third = bend,
                Mixed = (one - i) * bend,
            };
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
