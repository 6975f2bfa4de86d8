using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Generator.GradientFlow;

/// <summary>
/// The way back through a walk of units: E[m(t) m'(s)] of each trajectory's gradient m of its memory, which is linear in dL/dh, and what the gates
/// get of it.
/// </summary>
/// <param name="walk">The walk.</param>
/// <param name="shape">What its cell has.</param>
/// <param name="cells">The derivatives at each step.</param>
internal sealed class UnitReturn(UnitWalk walk, UnitShape shape, UnitCell[][] cells)
{
    private const double Negligible = 1e-2;
    private const int Nearest = 8;

    // Steps t that are taken at once, one behind the other: what each s has is read into the nearest cache once for all of them.
    private const int Together = 4;

    private readonly int _steps = walk.Steps;

    // E[m(t) m'(s)] of each trajectory for the t that was last, and of t and the step behind it.
    private readonly Vector<double>[][] _products = UnitWalk.NewVectors(walk.Steps, UnitCell.Width);
    private readonly Vector<double>[][] _beside = UnitWalk.NewVectors(Together, UnitCell.Width);

    // E[dL/dh(t) m'(s)] for the s that was last.
    private readonly Vector<double>[][] _passed = UnitWalk.NewVectors(Together, UnitCell.Width);

    // Of a step that nothing comes from.
    private readonly Vector<double>[] _nothing = new Vector<double>[UnitCell.Width];
    private readonly UnitCell[] _noCells = new UnitCell[UnitCell.Width];
    private readonly double[] _lanes = new double[5 * UnitMath.Lanes];

    /// <summary>What the gates get for gradients of the outputs.</summary>
    /// <param name="ofOutputs">E of products of dL/dy at two steps.</param>
    /// <param name="truncate">Steps after which the gradient is cut, or 0.</param>
    public RecurrentGradient Back(TimeProducts ofOutputs, int truncate)
    {
        var gates = new TimeProducts(_steps);
        TimeProducts recurrent = !shape.HasApart ? gates : new TimeProducts(_steps);
        var gradient = new RecurrentGradient(gates, recurrent);
        double chance = Back(ofOutputs.Own, gates.Own, recurrent.Own, isOwn: true, truncate, gradient.States);
        Back(ofOutputs.Samples, gates.Samples, recurrent.Samples, isOwn: false, truncate, null);
        return gradient with { ByChance = chance };
    }

    /// <summary>Products of a trajectory's gradient with its own, or with those of the other sample.</summary>
    [MethodImpl(UnitMath.AtOnce)]
    private double Back(double[] ofOutputs, double[] gates, double[] recurrent, bool isOwn, int truncate, double[]? states)
    {
        int last = _steps - 1;
        double chance = 0;
        for (int from = last; from >= 0; from -= Together)
        {
            int to = Math.Max(0, from - Together + 1);
            for (int s = last; s >= to; s--)
            {
                bool ends = s + 1 >= _steps || walk.IsCut(s, truncate);
                for (int t = Math.Min(from, s); t >= to; t--)
                {
                    bool isCut = t + 1 >= _steps || walk.IsCut(t, truncate);
                    double entering = walk.Entering(ofOutputs, recurrent, t, s, truncate);
                    Means means = Carry(t, s, from - t, entering, isCut, ends || s == last, isOwn);
                    double shared = means.Shared + (entering * means.Output);
                    gates[(t * _steps) + s] = gates[(s * _steps) + t] = shared + means.Apart;
                    if (recurrent != gates)
                    {
                        recurrent[(t * _steps) + s] = recurrent[(s * _steps) + t] = shared + means.InRecurrent;
                    }

                    // Two gates, and both orders of the steps.
                    chance += s == t ? 0 : 4 * means.Mixed;
                    if (states is not null && s == t)
                    {
                        // Where all of dL/dh is kept in m, h is the memory.
                        states[t] = shape.HasEntries ? entering : Mean(_products[t]);
                    }
                }
            }

            // Steps so far behind that nothing is in common with them any more.
            while (last > to + Nearest && IsNegligible(recurrent, to, last) && IsNegligible(ofOutputs, to, last))
            {
                last--;
            }
        }

        return chance;
    }

    private bool IsNegligible(double[] products, int t, int s) =>
        Math.Abs(products[(t * _steps) + s]) <= Negligible * Math.Sqrt(products[(t * _steps) + t] * products[(s * _steps) + s]);

    /// <summary>
    /// E[dL/dh(t) m'(s)] = a'(s) E[dL/dh(t) dL/dh'(s)] + k'(s+1) E[dL/dh(t) m'(s+1)] and
    /// E[m(t) m'(s)] = a(t) E[dL/dh(t) m'(s)] + k(t+1) E[m(t+1) m'(s)]; then the means of phi phi' E[m m'] over trajectories.
    /// </summary>
    [MethodImpl(UnitMath.AtOnce)]
    private Means Carry(int t, int s, int row, double entering, bool isCut, bool ends, bool isOwn)
    {
        (UnitCell[] here, UnitCell[] there, UnitCell[] behindThere) = (cells[t], cells[s], _noCells);
        (Vector<double>[] passed, Vector<double>[] products) = (_passed[row], _products[s]);
        (UnitCell[] behindHere, Vector<double>[] behind) = isCut ? (_noCells, _nothing) : (cells[t + 1], s == t ? _beside[row] : products);
        if (ends)
        {
            Array.Clear(passed, 0, passed.Length);
        }
        else
        {
            behindThere = cells[s + 1];
        }

        // The other sample of a unit is half of the trajectories away.
        int swap = isOwn ? 0 : here.Length / 2, swapBehind = s == t ? swap : 0, groups = UnitMath.Lanes / Vector<double>.Count;
        (bool hasEntries, bool hasOutput, bool hasThree, bool isApart, bool isMixed) = (shape.HasEntries, shape.HasOutput, shape.Gates == 3, shape.HasApart, shape.HasMixed && isOwn);
        var entered = new Vector<double>(entering);
        for (int lane = 0; lane < groups; lane++)
        {
            Vector<double> ofShared = Vector<double>.Zero, ofApart = ofShared, ofRecurrent = ofShared, ofOutput = ofShared, ofMixed = ofShared;
            for (int i = lane; i < here.Length; i += groups)
            {
                ref UnitCell first = ref here[i], second = ref there[i ^ swap];
                Vector<double> m = (hasEntries ? entered * second.Entry : entered) + (behindThere[i ^ swap].Keep * passed[i]);
                passed[i] = m;
                m = (hasEntries ? m * first.Entry : m) + (behindHere[i].Keep * behind[i ^ swapBehind]);
                products[i] = m;
                Vector<double> slopes = first.First * second.First;
                if (hasThree)
                {
                    Vector<double> third = first.Third * second.Third;
                    slopes += first.Second * second.Second;
                    if (isApart)
                    {
                        ofApart += m * third;
                        ofRecurrent += m * (first.InRecurrent * second.InRecurrent);
                    }
                    else
                    {
                        slopes += third;
                    }
                }

                ofShared += m * slopes;
                if (hasOutput)
                {
                    ofOutput += first.Output * second.Output;
                }

                if (isMixed)
                {
                    ofMixed += m * (first.Mixed * second.Mixed);
                }
            }

            int at = lane * Vector<double>.Count;
            ofShared.CopyTo(_lanes, at);
            ofApart.CopyTo(_lanes, at + UnitMath.Lanes);
            ofRecurrent.CopyTo(_lanes, at + (2 * UnitMath.Lanes));
            ofOutput.CopyTo(_lanes, at + (3 * UnitMath.Lanes));
            ofMixed.CopyTo(_lanes, at + (4 * UnitMath.Lanes));
        }

        if (s == t + 1)
        {
            Array.Copy(products, _beside[row], products.Length);
        }

        return new Means(Total(0), isApart ? Total(1) : 0, isApart ? Total(2) : 0, hasOutput ? Total(3) : 0, isMixed ? Total(4) : 0);
    }

    private double Mean(Vector<double>[] values)
    {
        for (int lane = 0; lane < UnitMath.Lanes; lane += Vector<double>.Count)
        {
            Vector<double> sum = Vector<double>.Zero;
            for (int i = lane / Vector<double>.Count; i < values.Length; i += UnitMath.Lanes / Vector<double>.Count)
            {
                sum += values[i];
            }

            sum.CopyTo(_lanes, lane);
        }

        return Total(0);
    }

    private double Total(int sum) => UnitMath.Total(_lanes, sum * UnitMath.Lanes) / UnitWalk.Count;

    /// <summary>What a pair of steps gives to the gates: to those that both kinds of weights see alike, to the candidate as each sees it, for an
    /// entering product of 1 to the output gate, and to two gates together.</summary>
    private readonly record struct Means(double Shared, double Apart, double InRecurrent, double Output, double Mixed);
}
