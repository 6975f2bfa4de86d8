using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Diagnostics;

/// <summary>Every diagnostic of the generator. Each has a page under docs/diagnostics.</summary>
internal static class Descriptors
{
    private const string Category = "NetGen";
    private const string Pages = "docs/diagnostics/";

    public static readonly DiagnosticDescriptor NotPartial = Error("NG0001", "Network class must be partial",
        "{0} must be declared partial, because NetGen writes the other part of {1}");

    public static readonly DiagnosticDescriptor UnsupportedClass = Error("NG0002", "Kind of class not supported",
        "{0} is {1}; a network is a plain class that is not static, abstract, generic, a record or file-local");

    public static readonly DiagnosticDescriptor NoInput = Error("NG0003", "Network has no input",
        "{0} has no [Input(n)]; declare how many values one sample has");

    public static readonly DiagnosticDescriptor NoLayer = Error("NG0004", "Network has no layer",
        "{0} has no layer; declare at least one, such as [Dense(1)]");

    public static readonly DiagnosticDescriptor TwoParts = Error("NG0005", "Layers stand on two parts of the class",
        "[{0}] stands on another part of {1} than {2}; the order of layers is the order of attributes on one part");

    public static readonly DiagnosticDescriptor SizeOutOfRange = Error("NG0006", "Size out of range",
        "{0} is {1}; it must be between 1 and {2}");

    public static readonly DiagnosticDescriptor InvalidName = Error("NG0007", "Invalid layer name",
        "The name '{0}' is not a C# identifier of letters and digits that starts with a letter");

    public static readonly DiagnosticDescriptor DuplicateName = Error("NG0008", "Name used twice",
        "The name '{0}' is {1}");

    public static readonly DiagnosticDescriptor LossDoesNotFit = Error("NG0009", "Loss does not fit the output",
        "{0} does not fit: {1}");

    public static readonly DiagnosticDescriptor TypeArgument = Error("NG0010", "Type argument cannot be used",
        "{0} cannot be used in [{1}]: {2}");

    public static readonly DiagnosticDescriptor TwoLosses = Error("NG0011", "More than one loss",
        "{0} has {1} losses; [{2}] is one too many");

    public static readonly DiagnosticDescriptor OptionOutOfRange = Error("NG0012", "Option out of range",
        "{0} is {1}; it must be {2}");

    public static readonly DiagnosticDescriptor Contradiction = Error("NG0013", "Options contradict each other",
        "{0} and {1} contradict each other: {2}");

    public static readonly DiagnosticDescriptor TooLarge = Error("NG0014", "Network too large",
        "{0} has {1} floats of {2}; the limit is {3}");

    public static readonly DiagnosticDescriptor UnknownLayer = Error("NG0015", "Unknown layer or loss",
        "{0} is not a layer or loss that NetGen knows; use [Activation<T>] or [Loss<T>] for one of your own");

    public static readonly DiagnosticDescriptor LanguageTooOld = Error("NG0016", "C# version too low",
        "{0} needs C# {1} or later, and this project compiles as C# {2}; remove LangVersion from the project or raise it");

    public static readonly DiagnosticDescriptor ShapeDoesNotFit = Error("NG0018", "Shape does not fit",
        "[{0}] does not fit: {1}");

    public static readonly DiagnosticDescriptor BlockContainsItself = Error("NG0019", "Block contains itself",
        "{0} contains itself: {1}");

    public static readonly DiagnosticDescriptor EmptyBlock = Error("NG0020", "Block has no layer",
        "{0} has no layer; declare at least one beside its [Block]");

    public static readonly DiagnosticDescriptor NotInBlock = Error("NG0021", "Attribute does not belong on a block",
        "[{0}] does not belong on the block {1}: the network that uses the block declares input and loss");

    public static readonly DiagnosticDescriptor TargetsDoNotFit = Error("NG0022", "Targets do not fit the output",
        "{0} gives {1}, but {2} has {3}");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + id + ".md");
}
