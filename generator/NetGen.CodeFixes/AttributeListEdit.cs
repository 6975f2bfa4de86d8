using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.CodeFixes;

/// <summary>Puts attributes into a list, or takes them out, and leaves what else is written there: line ends, indentation, comments of the others.</summary>
internal sealed class AttributeListEdit
{
    private readonly List<AttributeSyntax> _attributes = [];

    // Each stands behind the attribute of its index; the last may have none.
    private readonly List<SyntaxToken> _separators = [];

    /// <summary>The list after the changes, or null where nothing is left of it.</summary>
    /// <param name="list">The list.</param>
    /// <param name="replacements">What takes the place of an attribute; nothing removes it, together with its comments.</param>
    public static AttributeListSyntax? Apply(AttributeListSyntax list, IReadOnlyDictionary<AttributeSyntax, AttributeSyntax[]> replacements)
    {
        var edit = new AttributeListEdit();
        for (int i = 0; i < list.Attributes.Count; i++)
        {
            AttributeSyntax attribute = list.Attributes[i];
            AttributeSyntax[] with = replacements.TryGetValue(attribute, out AttributeSyntax[]? replaced) ? replaced : [attribute];
            bool isSeparated = i < list.Attributes.SeparatorCount;
            if (with.Length == 0)
            {
                if (!isSeparated)
                {
                    edit.EndBefore(attribute);
                }
                else
                {
                    edit.EndLine(list.Attributes.GetSeparator(i));
                }

                continue;
            }

            edit.Add(attribute, with);
            if (isSeparated)
            {
                edit._separators.Add(list.Attributes.GetSeparator(i));
            }
        }

        return edit._attributes.Count == 0 ? null : list.WithAttributes(SyntaxFactory.SeparatedList(edit._attributes, edit._separators));
    }

    /// <summary>Adds what stands in the place of an attribute. It keeps its comments where it is one of them and they do not end a line.</summary>
    private void Add(AttributeSyntax attribute, AttributeSyntax[] with)
    {
        (SyntaxTriviaList leading, SyntaxTriviaList trailing) = (attribute.GetLeadingTrivia(), attribute.GetTrailingTrivia());
        int own = Array.IndexOf(with, attribute), last = with.Length - 1;
        int first = own > 0 && leading.Any(IsComment) && !leading.Any(SyntaxKind.EndOfLineTrivia) ? own : 0;
        int end = own >= 0 && !trailing.Any(SyntaxKind.EndOfLineTrivia) ? own : last;
        for (int i = 0; i < with.Length; i++)
        {
            AttributeSyntax bare = with[i].WithoutTrivia();
            bare = i == first ? bare.WithLeadingTrivia(leading) : bare;
            _attributes.Add(i == end ? bare.WithTrailingTrivia(trailing) : bare);
            if (i < last)
            {
                _separators.Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
            }
        }
    }

    /// <summary>The last of the list is removed, and the separator before it: what ends the line there stays, and a comment in front of that.</summary>
    private void EndBefore(AttributeSyntax removed)
    {
        if (_attributes.Count == 0)
        {
            return;
        }

        SyntaxTriviaList behind = _separators[_separators.Count - 1].TrailingTrivia;
        _separators.RemoveAt(_separators.Count - 1);
        AttributeSyntax before = _attributes[_attributes.Count - 1];
        IEnumerable<SyntaxTrivia> kept = behind.Any(SyntaxKind.EndOfLineTrivia) || behind.Any(IsComment) ? behind : removed.GetTrailingTrivia().Where(static t => t.IsKind(SyntaxKind.EndOfLineTrivia));
        _attributes[_attributes.Count - 1] = before.WithTrailingTrivia(before.GetTrailingTrivia().AddRange(kept));
    }

    /// <summary>The last of a line is removed: the line ends before it.</summary>
    private void EndLine(SyntaxToken removed)
    {
        int last = _separators.Count - 1;
        if (last >= 0 && removed.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia) && !_separators[last].TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia))
        {
            _separators[last] = _separators[last].WithTrailingTrivia(removed.TrailingTrivia);
        }
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia);
}
