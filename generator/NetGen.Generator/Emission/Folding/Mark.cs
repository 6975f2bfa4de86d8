using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Emission.Folding;

/// <summary>
/// Marks in a line what may advance from one repetition to the next, so that repetitions can be printed as a loop: numbers, the
/// numbers in names and comments, and buffers by their places. Unfolded, a line prints as if nothing were marked.
/// </summary>
internal static class Mark
{
    public const char Number = '\u0001';
    public const char Literal = '\u0002';
    public const char Comment = '\u0003';
    public const char Buffer = '\u0004';
    public const char End = '\u0005';

    /// <summary>A number in code.</summary>
    public static string Of(long value) => $"{Number}{Text.Of(value)}{End}";

    /// <summary>A number in code, or other text as it stands.</summary>
    public static string OfText(string text) => IsNumber(text) ? $"{Number}{text}{End}" : text;

    /// <summary>A string literal, whose numbers may advance.</summary>
    public static string Quote(string value) => $"{Literal}{value}{End}";

    /// <summary>Words of a comment, whose numbers may advance.</summary>
    public static string Words(string comment) => $"{Comment}{comment}{End}";

    /// <summary>A buffer: a local, or in a loop its place in memory.</summary>
    public static string Place(string local, string memory, int offset) => $"{Buffer}{local}|{Text.Of(offset)}|{memory}{End}";

    /// <summary>The line without its marks, as it prints outside of loops.</summary>
    public static string Plain(string line) => string.Concat(FoldToken.Parse(line).Select(static t =>
        t.Kind == Buffer ? t.Parts[0] : t.Kind == Literal ? Text.Quote(string.Concat(t.Parts)) : string.Concat(t.Parts)));

    /// <summary>Digits that a number prints as again.</summary>
    public static bool IsNumber(string text) =>
        text.Length is > 0 and < 10 && text.All(static c => c is >= '0' and <= '9') && (text.Length == 1 || text[0] != '0');
}
