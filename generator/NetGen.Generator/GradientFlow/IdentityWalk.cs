using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Generator.GradientFlow;

/// <summary>h = f(x W + w h'): weights of the state that are a multiple of the identity let each unit go its own way.</summary>
internal sealed class IdentityWalk : UnitWalk
{
    private static readonly UnitShape s_rectified = new([(true, false, 1)], Gates: 1, HasApart: false, HasMixed: false, HasEntries: false, HasOutput: false, IsOdd: false, Cosines: 0);
    private static readonly UnitShape s_squashed = s_rectified with { IsOdd = true };

    private readonly double _weight;
    private readonly bool _rectifies;

    /// <param name="input">The covariance that the input gives to z.</param>
    /// <param name="before">The steps before the first of these.</param>
    /// <param name="weight">w.</param>
    /// <param name="rectifies">Whether f is ReLU rather than tanh.</param>
    public IdentityWalk(TimeProducts input, int before, double weight, bool rectifies)
        : base(input, before, 0, rectifies ? s_rectified : s_squashed, 0)
    {
        (_weight, _rectifies) = (weight, rectifies);
        var start = new double[Count];
        if (before > 0)
        {
            // A walk that zero reflects is as far from it as one that nothing does.
            double kept = weight * weight;
            double square = input.Own[0] * (kept == 1 ? before : (1 - Math.Pow(kept, before)) / (1 - kept));
            Draws.Fill(start, 0, ulong.MaxValue);
            Draws.Fill(start, Pairs, ulong.MaxValue - 1);
            for (int i = 0; i < Count; i++)
            {
                double value = start[i] * Math.Sqrt(Math.Min(square, 1e100));
                start[i] = rectifies ? Math.Abs(value) : Math.Tanh(value);
            }
        }

        Walk(start);
    }

    [MethodImpl(UnitMath.AtOnce)]
    protected override void Step(GateProcess[] gates, UnitStep unit)
    {
        Vector<double>[] z = gates[0].Values[0];
        Vector<double> one = Vector<double>.One, zero = Vector<double>.Zero, weight = new(_weight);
        for (int v = 0, i = 0; i < Count; v++, i += Vector<double>.Count)
        {
            Vector<double> x = z[v] + (weight * new Vector<double>(unit.Before, i));
            Vector<double> h = _rectifies ? Vector.Max(zero, x) : GateVectors.Tanh(x);
            Vector<double> derivative = _rectifies ? Vector.ConditionalSelect(Vector.GreaterThan(x, zero), one, zero) : one - (h * h);
            h.CopyTo(unit.State, i);
            unit.Cells[v] = new UnitCell { Keep = weight * derivative, First = derivative };
        }
    }
}
