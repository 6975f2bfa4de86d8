using System.Runtime.CompilerServices;

namespace NetGen.Generator.GradientFlow;

/// <summary>
/// Directions in the space of a population that new random numbers must not have: what few units would otherwise have in common by chance,
/// such as between their memory and what enters it, is most of the error of their means.
/// </summary>
/// <param name="count">The units.</param>
/// <param name="most">The most directions.</param>
internal sealed class UnitBasis(int count, int most)
{
    // Of the square: below, a vector is a sum of the others but for rounding.
    private const double Least = 1e-6;

    private readonly double[][] _directions = NewDirections(count, most);
    private readonly double[] _lanes = new double[UnitMath.Lanes];
    private int _used;

    /// <summary>Begins anew with what makes sums vanish.</summary>
    public void Clear()
    {
        _used = 1;
        double one = 1 / Math.Sqrt(count);
        for (int i = 0; i < count; i++)
        {
            _directions[0][i] = one;
        }
    }

    /// <summary>Adds a direction.</summary>
    /// <param name="values">An array.</param>
    /// <param name="start">Where the units' values begin.</param>
    /// <param name="squares">Whether their squares are meant.</param>
    [MethodImpl(UnitMath.AtOnce)]
    public void Add(double[] values, int start, bool squares)
    {
        if (_used == most)
        {
            return;
        }

        double[] direction = _directions[_used];
        for (int i = 0; i < count; i++)
        {
            direction[i] = squares ? values[start + i] * values[start + i] : values[start + i];
        }

        double before = Square(direction, 0);
        Remove(direction, 0);
        double left = Square(direction, 0);
        if (left <= Least * before)
        {
            return;
        }

        Scale(direction, 0, 1 / Math.Sqrt(left));
        _used++;
    }

    /// <summary>Takes all directions out of random numbers, gives them the mean square 1, and makes them a direction.</summary>
    public void Clean(double[] values, int start)
    {
        Remove(values, start);
        Scale(values, start, Math.Sqrt(count / Math.Max(Square(values, start), 1e-300)));
        if (_used < most)
        {
            double[] direction = _directions[_used++];
            Array.Copy(values, start, direction, 0, count);
            Scale(direction, 0, 1 / Math.Sqrt(count));
        }
    }

    [MethodImpl(UnitMath.AtOnce)]
    private void Remove(double[] values, int start)
    {
        for (int d = 0; d < _used; d++)
        {
            double along = UnitMath.Sum(values, start, _directions[d], 0, count, _lanes);
            UnitMath.Add(values, start, count, -along, _directions[d], 0);
        }
    }

    private double Square(double[] values, int start) => UnitMath.Sum(values, start, values, start, count, _lanes);

    [MethodImpl(UnitMath.AtOnce)]
    private void Scale(double[] values, int start, double factor)
    {
        for (int i = 0; i < count; i++)
        {
            values[start + i] *= factor;
        }
    }

    private static double[][] NewDirections(int count, int most)
    {
        var all = new double[most][];
        for (int i = 0; i < most; i++)
        {
            all[i] = new double[count];
        }

        return all;
    }
}
