using System.Globalization;

namespace NetGen.Generator.Emission.Folding;

/// <summary>A part of a marked line.</summary>
/// <param name="Kind">Its mark, or 0 for plain text.</param>
/// <param name="Parts">Its text, cut where numbers are; numbers are the parts with odd indices.</param>
internal sealed record FoldToken(char Kind, string[] Parts)
{
    /// <summary>The numbers that may advance.</summary>
    public IEnumerable<long> Numbers => Parts.Where(static (_, i) => i % 2 == 1).Select(static p => long.Parse(p, CultureInfo.InvariantCulture));

    public static List<FoldToken> Parse(string line)
    {
        var tokens = new List<FoldToken>();
        int at = 0;
        while (at < line.Length)
        {
            int mark = line.IndexOfAny([Mark.Number, Mark.Literal, Mark.Comment, Mark.Buffer], at);
            int end = mark < 0 ? line.Length : mark;
            if (end > at)
            {
                tokens.Add(new FoldToken('\0', [line.Substring(at, end - at)]));
            }

            if (mark < 0)
            {
                break;
            }

            int close = line.IndexOf(Mark.End, mark);
            string text = line.Substring(mark + 1, close - mark - 1);
            tokens.Add(new FoldToken(line[mark], line[mark] switch
            {
                Mark.Number => ["", text, ""],
                Mark.Buffer => text.Split('|'),
                _ => Cut(text),
            }));
            at = close + 1;
        }

        return tokens;
    }

    /// <summary>Cuts text at its numbers.</summary>
    private static string[] Cut(string text)
    {
        var parts = new List<string>();
        int from = 0;
        for (int i = 0; i < text.Length;)
        {
            int end = i;
            while (end < text.Length && text[end] is >= '0' and <= '9')
            {
                end++;
            }

            if (end > i && Mark.IsNumber(text.Substring(i, end - i)))
            {
                parts.Add(text.Substring(from, i - from));
                parts.Add(text.Substring(i, end - i));
                from = end;
            }

            i = Math.Max(end, i + 1);
        }

        parts.Add(text.Substring(from));
        return [.. parts];
    }
}
