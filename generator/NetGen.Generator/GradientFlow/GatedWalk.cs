using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Generator.GradientFlow;

/// <summary>
/// r, z = sigmoid(x W + h' U + b), n = tanh(x W + b + r (h' U + c)); h = (1 - z) n + z h'. What r multiplies is a process by itself.
/// </summary>
internal sealed class GatedWalk : UnitWalk
{
    private static readonly UnitShape s_shape = new([(true, true, 2), (true, false, 1), (false, true, 1)], Gates: 3, HasApart: true, HasMixed: true, HasEntries: false, HasOutput: false, IsOdd: true, Cosines: 1);

    private readonly double _keep;

    /// <param name="input">The covariance that the input gives to z.</param>
    /// <param name="before">The steps before the first of these.</param>
    /// <param name="gain">The units times the variance of the state's weights.</param>
    /// <param name="keep">What the biases of z start at.</param>
    /// <param name="chance">The deviation of the cosine of two gates' weights for finitely many features.</param>
    public GatedWalk(TimeProducts input, int before, double gain, double keep, double chance = 0)
        : base(input, before, gain, s_shape, chance)
    {
        _keep = keep;
        var start = new double[Count];
        if (before > 0)
        {
            Start(start);
        }

        Walk(start);
    }

    [MethodImpl(UnitMath.AtOnce)]
    protected override void Step(GateProcess[] gates, UnitStep unit)
    {
        (Vector<double>[] reset, Vector<double>[] update) = (gates[0].Values[0], gates[0].Values[1]);
        (Vector<double>[] input, Vector<double>[] recurrent) = (gates[1].Values[0], gates[2].Values[0]);
        Vector<double> one = Vector<double>.One, keep = new(_keep);
        for (int v = 0, i = 0; i < Count; v++, i += Vector<double>.Count)
        {
            (Vector<double> x, Vector<double> u) = (input[v], recurrent[v]);
            Vector<double> r = GateVectors.Logistic(reset[v]);
            Vector<double> z = GateVectors.Logistic(GateVectors.Along(update[v], x, new Vector<double>(Cosines[0], i)) + keep);
            Vector<double> n = GateVectors.Tanh(x + (r * u));
            var before = new Vector<double>(unit.Before, i);
            Vector<double> slope = (one - z) * (one - (n * n));
            (((one - z) * n) + (z * before)).CopyTo(unit.State, i);
            unit.Cells[v] = new UnitCell
            {
                Keep = z,
                First = slope * u * r * (one - r),
                Second = (before - n) * z * (one - z),
                Third = slope,
                InRecurrent = slope * r,
                Mixed = -z * slope,
            };
        }
    }

    /// <summary>States after many steps, from the squares of the gates as if steps were independent.</summary>
    private void Start(double[] states)
    {
        double state = 0;
        for (int repetition = 0; repetition < 6; repetition++)
        {
            double z = Input.Own[0] + (Gain * state);
            double reset = GateFunctions.Mean(z, 0, GateFunctions.SquaredLogistic);
            double candidate = GateFunctions.Mean(Input.Own[0] + (reset * Gain * state), 0, static x => Math.Tanh(x) * Math.Tanh(x));
            double kept = GateFunctions.Mean(z, _keep, GateFunctions.SquaredLogistic);
            state = GateFunctions.Mean(z, -_keep, GateFunctions.SquaredLogistic) * candidate * (1 - Math.Pow(kept, Before)) / Math.Max(1 - kept, 1e-12);
        }

        Draws.Fill(states, 0, ulong.MaxValue);
        Draws.Fill(states, Pairs, ulong.MaxValue - 1);
        for (int i = 0; i < Count; i++)
        {
            states[i] *= Math.Sqrt(Math.Min(1, state));
        }
    }
}
