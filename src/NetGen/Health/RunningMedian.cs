namespace NetGen;

/// <summary>
/// The median of recent positive numbers: of the first 31, and later of every fourth of the last 124, which costs a quarter
/// and follows a slow drift as well.
/// </summary>
internal sealed class RunningMedian
{
    private const int Window = 31;
    private const int Thinning = 4;

    private readonly double[] _sorted = new double[Window];
    private readonly double[] _arrivals = new double[Window];
    private int _count;
    private int _next;
    private int _skipped;

    /// <summary>The numbers in the window.</summary>
    public int Count => _count;

    /// <summary>The median; 0 while there is no number.</summary>
    public double Value => _count == 0 ? 0 : _sorted[_count / 2];

    public void Add(double value)
    {
        if (_count == Window)
        {
            if (++_skipped < Thinning)
            {
                return;
            }

            _skipped = 0;
            Remove(_arrivals[_next]);
        }

        Insert(value);
        _arrivals[_next] = value;
        _next = (_next + 1) % Window;
    }

    private void Insert(double value)
    {
        int i = _count++;
        while (i > 0 && _sorted[i - 1] > value)
        {
            _sorted[i] = _sorted[i - 1];
            i--;
        }

        _sorted[i] = value;
    }

    private void Remove(double value)
    {
        int i = 0;
        while (_sorted[i] != value)
        {
            i++;
        }

        Array.Copy(_sorted, i + 1, _sorted, i, _count - i - 1);
        _count--;
    }
}
