using SampleKit;

namespace ClassicCases.Cases;

/// <summary>Collects losses of single steps into a curve with fewer points.</summary>
/// <param name="every">The steps that make a point: their mean.</param>
internal sealed class LossCurve(int every)
{
    private readonly List<(double Step, double? Loss)> _points = [];
    private double _sum;
    private int _count;
    private int _steps;

    /// <summary>The points.</summary>
    public IReadOnlyList<(double Step, double? Loss)> Points => _points;

    /// <summary>Adds the loss of the next step.</summary>
    public void Add(double loss)
    {
        _sum += loss;
        _count++;
        _steps++;
        if (_count == every || _steps == 1)
        {
            _points.Add((_steps, Statistics.Rounded(_sum / _count)));
            (_sum, _count) = (0, 0);
        }
    }
}
