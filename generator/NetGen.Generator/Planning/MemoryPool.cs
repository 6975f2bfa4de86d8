namespace NetGen.Generator.Planning;

/// <summary>Hands out places by lifetime: the lowest that is free and large enough.</summary>
internal sealed class MemoryPool
{
    /// <summary>Free places in order, neither overlapping nor touching.</summary>
    private readonly List<(int Offset, int Length)> _free = [];

    /// <summary>The floats that all places together need.</summary>
    public int Length { get; private set; }

    public int Take(int length)
    {
        for (int i = 0; i < _free.Count; i++)
        {
            (int offset, int room) = _free[i];
            if (room >= length)
            {
                _free[i] = (offset + length, room - length);
                if (room == length)
                {
                    _free.RemoveAt(i);
                }

                return offset;
            }
        }

        // The last free place grows when it reaches the end.
        int start = _free.Count > 0 && _free[_free.Count - 1] is var (last, rest) && last + rest == Length ? last : Length;
        if (start < Length)
        {
            _free.RemoveAt(_free.Count - 1);
        }

        Length = start + length;
        return start;
    }

    public void Give(int offset, int length)
    {
        int at = _free.FindIndex(f => f.Offset > offset);
        at = at < 0 ? _free.Count : at;
        _free.Insert(at, (offset, length));
        if (at + 1 < _free.Count && offset + length == _free[at + 1].Offset)
        {
            _free[at] = (offset, length + _free[at + 1].Length);
            _free.RemoveAt(at + 1);
        }

        if (at > 0 && _free[at - 1].Offset + _free[at - 1].Length == offset)
        {
            _free[at - 1] = (_free[at - 1].Offset, _free[at - 1].Length + _free[at].Length);
            _free.RemoveAt(at);
        }
    }
}
