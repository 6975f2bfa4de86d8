using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.Generator.Tests;

/// <summary>A source in which <c>[|</c> and <c>|]</c> surround the places that a test is about.</summary>
/// <param name="Source">The source without the marks.</param>
/// <param name="Spans">The marked places in order.</param>
internal sealed record Markup(string Source, ImmutableArray<TextSpan> Spans)
{
    public static Markup Parse(string text)
    {
        var source = new StringBuilder(text.Length);
        var spans = ImmutableArray.CreateBuilder<TextSpan>();
        var start = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text.AsSpan(i).StartsWith("[|", StringComparison.Ordinal))
            {
                start = source.Length;
                i++;
            }
            else if (start >= 0 && text.AsSpan(i).StartsWith("|]", StringComparison.Ordinal))
            {
                spans.Add(TextSpan.FromBounds(start, source.Length));
                start = -1;
                i++;
            }
            else
            {
                source.Append(text[i]);
            }
        }

        return new Markup(source.ToString(), spans.ToImmutable());
    }
}
