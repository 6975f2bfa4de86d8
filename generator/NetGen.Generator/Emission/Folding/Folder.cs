using System.Text;

namespace NetGen.Generator.Emission.Folding;

/// <summary>
/// Finds what repeats in a list of items and only advances by constant numbers, and makes loops of it; loops of loops too. So
/// the text of a network grows with its distinct layers, not with its depth.
/// </summary>
internal static class Folder
{
    /// <summary>Networks of fewer layers are printed in full.</summary>
    public const int Layers = 24;

    // A loop of few rounds is worth its arithmetic where each round is long.
    private const int LeastRounds = 4;
    private const int LeastLongRounds = 3;
    private const int LongPeriod = 8;
    private const int LongestPeriod = 256;

    /// <summary>Folds items of marked lines.</summary>
    public static List<FoldNode> Fold(IEnumerable<string[]> items, bool isEnabled)
    {
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        var nodes = new List<FoldNode>();
        foreach (string[] item in items)
        {
            List<FoldToken>[] lines = [.. item.Select(FoldToken.Parse)];
            nodes.Add(new FoldNode
            {
                Key = isEnabled ? KeyOf(keys, Describe(lines)) : 0,
                Numbers = [.. lines.SelectMany(static l => l).SelectMany(static t => t.Numbers)],
                Lines = lines,
                Start = nodes.Count,
                Length = 1,
            });
        }

        bool changed = isEnabled;
        while (changed)
        {
            changed = false;
            for (int period = 1; period <= LongestPeriod && period * LeastRoundsOf(period) <= nodes.Count; period++)
            {
                changed |= FoldPeriod(nodes, period, keys);
            }
        }

        return nodes;
    }

    private static int LeastRoundsOf(int period) => period < LongPeriod ? LeastRounds : LeastLongRounds;

    private static bool FoldPeriod(List<FoldNode> nodes, int period, Dictionary<string, int> keys)
    {
        var folded = new List<FoldNode>(nodes.Count);
        int i = 0;
        while (i < nodes.Count)
        {
            int rounds = Rounds(nodes, i, period);
            if (rounds < LeastRoundsOf(period))
            {
                folded.Add(nodes[i]);
                i++;
                continue;
            }

            FoldNode[] body = [.. nodes.Skip(i).Take(period)];
            long[] numbers = [.. body.SelectMany(static n => n.Numbers)];
            long[] deltas = [.. nodes.Skip(i + period).Take(period).SelectMany(static n => n.Numbers).Select((n, k) => n - numbers[k])];
            string description = $"{rounds}*({string.Join(",", body.Select(static n => n.Key))})+({string.Join(",", deltas)})";
            folded.Add(new FoldNode
            {
                Key = KeyOf(keys, description),
                Numbers = numbers,
                Body = body,
                Count = rounds,
                Deltas = deltas,
                Start = body[0].Start,
                Length = rounds * body.Sum(static n => n.Length),
            });
            i += rounds * period;
        }

        bool changed = folded.Count < nodes.Count;
        if (changed)
        {
            nodes.Clear();
            nodes.AddRange(folded);
        }

        return changed;
    }

    /// <summary>How often the nodes from a place on repeat.</summary>
    private static int Rounds(List<FoldNode> nodes, int start, int period)
    {
        int rounds = 1;
        while (start + ((rounds + 1) * period) <= nodes.Count && Continues(nodes, start, period, rounds))
        {
            rounds++;
        }

        return rounds;
    }

    private static bool Continues(List<FoldNode> nodes, int start, int period, int round)
    {
        for (int t = 0; t < period; t++)
        {
            FoldNode first = nodes[start + t];
            FoldNode now = nodes[start + (round * period) + t];
            if (first.Key != now.Key)
            {
                return false;
            }

            long[] second = nodes[start + period + t].Numbers;
            for (int k = 0; k < first.Numbers.Length; k++)
            {
                if (now.Numbers[k] - first.Numbers[k] != round * (second[k] - first.Numbers[k]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static string Describe(List<FoldToken>[] lines)
    {
        var text = new StringBuilder();
        foreach (List<FoldToken> line in lines)
        {
            foreach (FoldToken token in line)
            {
                text.Append(token.Kind);

                // A buffer's local has a name of its own, and is its place all the same.
                for (int i = token.Kind == Mark.Buffer ? 2 : 0; i < token.Parts.Length; i += 2)
                {
                    text.Append(token.Parts[i]).Append(Mark.Number);
                }
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static int KeyOf(Dictionary<string, int> keys, string description)
    {
        if (!keys.TryGetValue(description, out int key))
        {
            keys.Add(description, key = keys.Count);
        }

        return key;
    }
}
