using System.Text;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Emission.Folding;

/// <summary>Prints folded items: lines as they are, repetitions as loops.</summary>
internal sealed class FoldPrinter
{
    private static readonly string[] s_variables = ["i", "j", "k", "l", "m", "n"];

    private readonly CodeWriter _writer;

    /// <summary>The loops around what is printed: how far their numbers advance, and where those of the node begin among them.</summary>
    private readonly List<(string Variable, FoldNode Loop, int First)> _loops = [];

    private FoldPrinter(CodeWriter writer) => _writer = writer;

    public static void Print(CodeWriter writer, IReadOnlyList<FoldNode> nodes)
    {
        var printer = new FoldPrinter(writer);
        foreach (FoldNode node in nodes)
        {
            printer.Print(node, isFirst: false);
        }
    }

    /// <summary>The locals that lines outside of loops name.</summary>
    public static HashSet<string> Locals(IEnumerable<FoldNode> nodes) => new(
        nodes.SelectMany(static n => n.Lines).SelectMany(static l => l).Where(static t => t.Kind == Mark.Buffer).Select(static t => t.Parts[0]),
        StringComparer.Ordinal);

    private void Print(FoldNode node, bool isFirst)
    {
        if (node.IsLoop)
        {
            Loop(node, isFirst);
            return;
        }

        int number = 0;
        for (int i = 0; i < node.Lines.Count; i++)
        {
            var line = new StringBuilder();
            foreach (FoldToken token in node.Lines[i])
            {
                Print(line, token, node, ref number);
            }

            // No empty line behind a brace.
            if (!(isFirst && i == 0 && line.Length == 0))
            {
                _writer.Line(line.ToString());
            }
        }
    }

    private void Loop(FoldNode node, bool isFirst)
    {
        string variable = s_variables[_loops.Count];
        if (!isFirst)
        {
            _writer.Line();
        }

        using (_writer.Braces($"for (int {variable} = 0; {variable} < {Text.Of(node.Count)}; {variable}++)"))
        {
            int first = 0;
            foreach (FoldNode child in node.Body)
            {
                (string, FoldNode, int)[] outer = [.. _loops];
                for (int i = 0; i < _loops.Count; i++)
                {
                    _loops[i] = (_loops[i].Variable, _loops[i].Loop, _loops[i].First + first);
                }

                _loops.Add((variable, node, first));
                Print(child, isFirst: first == 0 && ReferenceEquals(child, node.Body[0]));
                _loops.Clear();
                _loops.AddRange(outer);
                first += child.Numbers.Length;
            }
        }
    }

    private void Print(StringBuilder line, FoldToken token, FoldNode node, ref int number)
    {
        switch (token.Kind)
        {
            case Mark.Number:
                line.Append(Expression(node, number++));
                break;
            case Mark.Buffer when _loops.Count == 0:
                line.Append(token.Parts[0]);
                number++;
                break;
            case Mark.Buffer:
                string place = Expression(node, number++);
                line.Append($"Unsafe.Add(ref {token.Parts[2]}, {(place.Contains(' ') ? $"({place})" : place)} * capacity)");
                break;
            case Mark.Literal:
                Literal(line, token, node, ref number);
                break;
            case Mark.Comment:
                for (int i = 0; i < token.Parts.Length; i++)
                {
                    if (i % 2 == 0)
                    {
                        line.Append(token.Parts[i]);
                        continue;
                    }

                    string words = Expression(node, number++);
                    line.Append(words.All(char.IsDigit) ? words : "{" + words + "}");
                }

                break;
            default:
                line.Append(token.Parts[0]);
                break;
        }
    }

    private void Literal(StringBuilder line, FoldToken token, FoldNode node, ref int number)
    {
        var text = new StringBuilder();
        var terms = new List<string>();
        for (int i = 0; i < token.Parts.Length; i++)
        {
            string part = i % 2 == 0 ? token.Parts[i] : Expression(node, number++);
            if (i % 2 == 0 || part.All(char.IsDigit))
            {
                text.Append(part);
                continue;
            }

            terms.Add(Text.Quote(text.ToString()));
            terms.Add(part.Contains(' ') ? $"({part})" : part);
            text.Clear();
        }

        if (text.Length > 0 || terms.Count == 0)
        {
            terms.Add(Text.Quote(text.ToString()));
        }

        line.Append(string.Join(" + ", terms));
    }

    /// <summary>A number as it advances with the loops around it.</summary>
    private string Expression(FoldNode node, int number)
    {
        var text = new StringBuilder();
        long value = node.Numbers[number];
        foreach ((string variable, FoldNode loop, int first) in _loops)
        {
            long delta = loop.Deltas[first + number];
            if (delta == 0)
            {
                continue;
            }

            long size = Math.Abs(delta);
            string term = size == 1 ? variable : $"({variable} * {Text.Of(size)})";
            if (text.Length > 0)
            {
                text.Append(delta < 0 ? " - " : " + ").Append(term);
            }
            else if (value == 0 && delta > 0)
            {
                text.Append(term);
            }
            else
            {
                text.Append(Text.Of(value)).Append(delta < 0 ? " - " : " + ").Append(term);
            }
        }

        return text.Length == 0 ? Text.Of(value) : text.ToString();
    }
}
