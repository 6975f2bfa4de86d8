using System.Runtime.CompilerServices;

namespace NetGen.Generator.GradientFlow;

/// <summary>What a recurrent layer makes of its input, and how its states answer to what finitely many features have in common by chance.</summary>
internal sealed class RecurrentMemory
{
    private readonly double _samplesHalf;
    private readonly double _bothHalf;
    private readonly double _diagonal;
    private readonly double _spreadSquare;
    private readonly int _units;

    /// <param name="flow">The layer.</param>
    /// <param name="walk">The walk over its steps.</param>
    /// <param name="x">What the layer reads.</param>
    /// <param name="input">Its products over time, in units of its mean square.</param>
    /// <param name="gain">The variance that the input gives to z.</param>
    /// <param name="bothWays">Whether half of the units walk the other way.</param>
    public RecurrentMemory(RecurrentFlow flow, RecurrentWalk walk, Signal x, TimeProducts input, double gain, bool bothWays)
    {
        (Walk, Input, InputGain) = (walk, input, gain);
        InputSquare = Math.Exp(x.LogSquare);
        _units = flow.Outputs / flow.Directions;
        int steps = walk.Steps;
        Outputs = Behind(walk.States, steps);
        if (bothWays && flow.Sequences)
        {
            Outputs = Outputs.BothWays();
        }

        (_samplesHalf, _bothHalf) = ((x.Product.Samples.High - x.Product.Samples.Low) / 2, (x.Product.Both.High - x.Product.Both.Low) / 2);
        PlacesHalf = (x.Product.Places.High - x.Product.Places.Low) / 2;
        Response = walk.Back(TimeProducts.Last(steps, 1, 1), 0);
        (double all, double diagonal, double state) = Squares();
        _diagonal = all > 0 ? diagonal / all : 1;
        _spreadSquare = gain * gain * all;
        StateShare = flow.StateGain * state;
    }

    /// <summary>States without what the first step starts from.</summary>
    [MethodImpl(UnitMath.AtOnce)]
    private static TimeProducts Behind(TimeProducts states, int steps)
    {
        var behind = new TimeProducts(steps);
        for (int t = 0; t < steps; t++)
        {
            int from = ((t + 1) * (steps + 1)) + 1;
            Array.Copy(states.Own, from, behind.Own, t * steps, steps);
            Array.Copy(states.Samples, from, behind.Samples, t * steps, steps);
        }

        return behind;
    }

    /// <summary>Sums over pairs of steps of what the last state makes of their cosines, squared; those of one step; and as the state's weights see it.</summary>
    [MethodImpl(UnitMath.AtOnce)]
    private (double All, double Diagonal, double State) Squares()
    {
        (double[] gates, double[] recurrent) = (Response.Gates.Samples, Response.Recurrent.Samples);
        double diagonal = 0, all = 0, state = 0;
        int steps = Response.Gates.Steps;
        for (int t = 0; t < steps; t++)
        {
            for (int s = 0; s < steps; s++)
            {
                int i = (t * steps) + s;
                double square = gates[i] * (t == s ? _samplesHalf : _bothHalf);
                square *= square;
                all += square;
                diagonal += t == s ? square : 0;
                state += recurrent[i] * recurrent[i];
            }
        }

        return (all, diagonal, state);
    }

    public RecurrentWalk Walk { get; }

    /// <summary>What the gates get for a gradient of 1 of the last step, which two samples have in common.</summary>
    public RecurrentGradient Response { get; }

    /// <summary>The input's products over time, in units of its mean square.</summary>
    public TimeProducts Input { get; }

    /// <summary>How far products of different steps vary about their mean, in units of the mean square.</summary>
    public double PlacesHalf { get; }

    /// <summary>Its mean square.</summary>
    public double InputSquare { get; }

    /// <summary>The variance that it gives to z.</summary>
    public double InputGain { get; }

    /// <summary>Products of the states behind each step.</summary>
    public TimeProducts Outputs { get; }

    /// <summary>How far E[h h'] of two samples varies at the last step: finitely many features have cosines, and each pair of steps adds its own.</summary>
    public double Spread => Math.Sqrt(_spreadSquare);

    /// <summary>How much of what goes together with that variation the state's weights see.</summary>
    public double StateShare { get; }

    /// <summary>The share of a signal's variation that comes from the input's rather than from finitely many units.</summary>
    public double SpreadShare(Signal signal)
    {
        double half = (signal.Product.Samples.High - signal.Product.Samples.Low) / 2 * Math.Exp(signal.LogSquare);
        return half > 0 ? Math.Min(1, _spreadSquare / (half * half)) : 0;
    }

    /// <summary>Halves of pairs whose products with the input's are a sum, in proportion to where it comes from.</summary>
    public (double Samples, double Both) Halves(double sum) =>
        (_samplesHalf > 0 ? sum * _diagonal / _samplesHalf : 0, _bothHalf > 0 ? sum * (1 - _diagonal) / _bothHalf : 0);
}
