namespace NetGen.Generator.GradientFlow;

/// <summary>
/// r, z = sigmoid(x W + h' U + b), n = tanh(x W + b + r (h' U + c)); h = (1 - z) n + z h'. What r multiplies is a process by itself.
/// </summary>
internal sealed class GatedWalk : UnitWalk
{
    private static readonly UnitShape s_shape = new([(true, true, 2), (true, false, 1), (false, true, 1)], 5, 1, 1, false, false, true, 1);

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

    protected override void Step(GateProcess[] gates, UnitStep unit)
    {
        (double[] reset, double[] update) = (gates[0].Values[0], gates[0].Values[1]);
        (double[] input, double[] recurrent) = (gates[1].Values[0], gates[2].Values[0]);
        int step = unit.Step;
        (double[] ofReset, double[] ofUpdate) = (unit.Slopes[0][step], unit.Slopes[1][step]);
        (double[] ofInput, double[] ofRecurrent) = (unit.Slopes[2][step], unit.Slopes[3][step]);
        double[] mixed = unit.Slopes[4][step];
        for (int i = 0; i < Count; i++)
        {
            double r = GateFunctions.Logistic(reset[i]);
            double z = GateFunctions.Logistic(Along(update[i], input[i], Cosines[0][i]) + _keep);
            double n = (2 * GateFunctions.Logistic(2 * (input[i] + (r * recurrent[i])))) - 1;
            double before = unit.Before[i];
            double slope = (1 - z) * (1 - (n * n));
            unit.State[i] = ((1 - z) * n) + (z * before);
            unit.Keeps[i] = z;
            ofReset[i] = slope * recurrent[i] * r * (1 - r);
            ofUpdate[i] = (before - n) * z * (1 - z);
            ofInput[i] = slope;
            ofRecurrent[i] = slope * r;
            mixed[i] = -z * slope;
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
