using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Activations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Layers;
using NetGen.Generator.Losses;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Parsing;

/// <summary>Turns one annotated class into a model, or into diagnostics at its attributes.</summary>
internal sealed class NetworkParser
{
    private readonly INamedTypeSymbol _type;
    private readonly TypeDeclarationSyntax _syntax;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellationToken;
    private readonly AttributeReader _network;
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>The attributes of the layers that became models, in their order.</summary>
    private List<AttributeReader> _attributes = [];

    /// <summary>The attribute behind each path.</summary>
    private Dictionary<string, AttributeReader> _paths = [];

    /// <summary>False when the compiler itself has errors in the attributes.</summary>
    private bool _complete;

    /// <summary>Whether the compilation has the generated part of the class already.</summary>
    private readonly bool _isWritten;

    private AttributeReader? _input;
    private AttributeReader? _loss;

    private NetworkParser(
        INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, AttributeData network, bool isWritten, CancellationToken cancellationToken)
    {
        _type = type;
        _syntax = syntax;
        _compilation = compilation;
        _isWritten = isWritten;
        _cancellationToken = cancellationToken;
        _network = new AttributeReader(network, compilation, _diagnostics.Add, cancellationToken);
    }

    /// <summary>Reads a class with [Network] before anything is generated for it.</summary>
    public static Declaration Parse(
        INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, AttributeData network, CancellationToken cancellationToken) =>
        new NetworkParser(type, syntax, compilation, network, isWritten: false, cancellationToken).Parse();

    /// <summary>
    /// Reads the declaration of a class whose generated part may exist, for analyzers: the same model, and where each layer stands.
    /// Null when it cannot be read.
    /// </summary>
    public static ParsedNetwork? Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        AttributeData? network = type.GetAttributes().FirstOrDefault(static a => a.AttributeClass is { Name: "NetworkAttribute" } c && OurTypes.IsOurs(c));
        if (network?.ApplicationSyntaxReference?.GetSyntax(cancellationToken).Parent?.Parent is not TypeDeclarationSyntax syntax)
        {
            return null;
        }

        var parser = new NetworkParser(type, syntax, compilation, network, isWritten: true, cancellationToken);
        return parser.Parse().Model is { } model
            ? new ParsedNetwork(model, syntax, parser._network, parser._input, parser._attributes, parser._loss)
            {
                Compilation = compilation,
                Paths = parser._paths,
                Diagnostics = [.. parser.Diagnostics()],
            }
            : null;
    }

    private Declaration Parse()
    {
        if (!CanUseLanguage() || !CanExtendClass(out EquatableArray<string> containers))
        {
            return new Declaration(null, null, Diagnostics());
        }

        AttributeReader? input = null;
        AttributeReader? padding = null;
        var layers = new List<AttributeReader>();
        var losses = new List<AttributeReader>();
        _complete = _network.IsComplete;
        foreach (AttributeData attribute in _type.GetAttributes())
        {
            _cancellationToken.ThrowIfCancellationRequested();
            AttributeRole role = OurTypes.RoleOf(attribute);
            if (role == AttributeRole.None)
            {
                continue;
            }

            var reader = new AttributeReader(attribute, _compilation, _diagnostics.Add, _cancellationToken);
            if (reader.Part is { } part && part != _syntax)
            {
                reader.ReportHere(Descriptors.TwoParts, reader.Kind, _type.Name, "[Network]");
                continue;
            }

            if (!reader.IsComplete)
            {
                _complete = false;
                continue;
            }

            if (role == AttributeRole.Input)
            {
                input = reader;
            }
            else if (role == AttributeRole.Padding)
            {
                padding = reader;
            }
            else
            {
                (role == AttributeRole.Loss ? losses : layers).Add(reader);
            }
        }

        _input = input;
        _loss = losses.FirstOrDefault();
        NetworkDefaults defaults = NetworkDefaults.Read(_network);
        TrainingAssumptions assumptions = AssumptionReader.Read(_network, input);
        Shape inputs = ParseInput(input);
        LayerExpander expander = ParseLayers(layers, inputs, defaults);
        List<LayerModel> models = expander.Layers;
        _attributes = expander.Attributes;
        _paths = expander.Paths;
        LossModel? loss = ParseLoss(losses, models);
        if (!_isWritten && !CheckFace(loss, models))
        {
            return new Declaration(null, null, Diagnostics());
        }

        if (!_isWritten)
        {
            CheckProperties(expander, loss);
        }

        string[] errors = _complete || _diagnostics.Count > 0
            ? [.. _diagnostics.Select(static d => d.Id).Distinct()]
            : ["the compiler's errors in its attributes"];
        string metadataName = MetadataName(_type);
        var model = new NetworkModel
        {
            Namespace = Namespace(),
            Containers = containers,
            Name = _type.Name,
            QualifiedName = _type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            MetadataName = metadataName,
            HintName = HintName(metadataName),
            Input = inputs,
            Padding = PaddingReader.Read(padding, inputs, models),
            Layers = new EquatableArray<LayerModel>([.. models]),
            Loss = loss,
            Instrumentation = defaults.Instrument,
            Assumptions = assumptions,
            Errors = new EquatableArray<string>(_complete || errors.Length > 0 ? errors : ["the compiler's errors in its attributes"]),
        };
        if (errors.Length == 0 && !_isWritten)
        {
            model = CheckSize(model);
        }

        var lines = new SourceLinesModel(
            model.Namespace, containers, model.Name, model.HintName, new EquatableArray<string>([.. _attributes.Select(Line)]));
        return new Declaration(model, lines, Diagnostics());
    }

    /// <summary>What is wrong within a block is found at every use of it, and said once.</summary>
    private EquatableArray<Diagnostic> Diagnostics() => new(
        [.. _diagnostics.GroupBy(static d => (d.Id, d.Location, d.GetMessage(CultureInfo.InvariantCulture))).Select(static g => g.First())]);

    /// <summary>Generated code implements static abstract members of interfaces, which C# has since version 11.</summary>
    private bool CanUseLanguage()
    {
        LanguageVersion version = ((CSharpParseOptions)_syntax.SyntaxTree.Options).LanguageVersion;
        if (version >= LanguageVersion.CSharp11)
        {
            return true;
        }

        _network.ReportHere(
            Descriptors.LanguageTooOld, _type.Name, LanguageVersion.CSharp11.ToDisplayString(), version.ToDisplayString());
        return false;
    }

    private bool CanExtendClass(out EquatableArray<string> containers)
    {
        var declarations = new List<string>();
        containers = EquatableArray<string>.Empty;
        if (Unsupported() is { } kind)
        {
            _network.ReportHere(Descriptors.UnsupportedClass, _type.Name, kind);
            return false;
        }

        for (SyntaxNode? node = _syntax; node is TypeDeclarationSyntax declaration; node = node.Parent)
        {
            if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                _network.ReportHere(Descriptors.NotPartial, declaration.Identifier.ValueText, _type.Name);
                return false;
            }

            if (node != _syntax)
            {
                string keyword = declaration is RecordDeclarationSyntax record
                    ? "record" + (record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword) ? " struct" : "")
                    : declaration.Keyword.ValueText;
                declarations.Insert(0, $"partial {keyword} {Text.Identifier(declaration.Identifier.ValueText)}");
            }
        }

        containers = new EquatableArray<string>([.. declarations]);
        return true;
    }

    private string? Unsupported()
    {
        for (INamedTypeSymbol? outer = _type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsGenericType && outer.TypeParameters.Length > 0)
            {
                return SymbolEqualityComparer.Default.Equals(outer, _type) ? "generic" : "nested in the generic type " + outer.Name;
            }

            if (outer.IsFileLocal)
            {
                return "file-local";
            }
        }

        return _type.TypeKind == TypeKind.Struct ? "a struct"
            : _type.TypeKind != TypeKind.Class ? "not a class"
            : _type.IsRecord ? "a record"
            : _type.IsStatic ? "static"
            : _type.IsAbstract ? "abstract"
            : null;
    }

    private Shape ParseInput(AttributeReader? input)
    {
        if (input is null)
        {
            // One that stands on another part has been reported there.
            if (!_type.GetAttributes().Any(static a => OurTypes.RoleOf(a) == AttributeRole.Input))
            {
                _network.ReportHere(Descriptors.NoInput, _type.Name);
            }

            return Shape.Of(1);
        }

        return ShapeReader.Read(input) ?? ShapeReader.Stand(input);
    }

    private LayerExpander ParseLayers(List<AttributeReader> attributes, Shape input, NetworkDefaults defaults)
    {
        var expander = new LayerExpander(defaults, TypeProblem, _compilation, _diagnostics.Add, _cancellationToken);
        expander.Expand(attributes, LayerNames.Choose(attributes), "", new LayerValue(-1, input), InitFamily.Xavier);
        _complete &= expander.IsComplete;
        if (attributes.Count == 0 && _complete && !_diagnostics.Any(static d => d.Id == Descriptors.TwoParts.Id))
        {
            _network.ReportHere(Descriptors.NoLayer, _type.Name);
        }

        return expander;
    }

    private LossModel? ParseLoss(List<AttributeReader> losses, List<LayerModel> layers)
    {
        if (losses.Count == 0)
        {
            return null;
        }

        foreach (AttributeReader extra in losses.Skip(1))
        {
            extra.ReportHere(Descriptors.TwoLosses, _type.Name, Text.Of(losses.Count), extra.Kind);
        }

        AttributeReader attribute = losses[0];
        bool layersAreRight = _complete && layers.Count > 0 && _diagnostics.Count == 0;
        if (DefinitionTable.Loss(attribute.Kind) is not { } definition || !OurTypes.IsOurs(attribute.Attribute.AttributeClass!))
        {
            attribute.ReportHere(Descriptors.UnknownLayer, attribute.Kind);
            return null;
        }

        LossModel? loss = definition.Parse(attribute, TypeProblem);
        LayerModel? last = layers.LastOrDefault(static l => l.Kind != "Linear") ?? layers.LastOrDefault();
        if (last is not null && definition.Misfit(last) is { } why)
        {
            attribute.ReportHere(Descriptors.LossDoesNotFit, attribute.Kind, why);
        }
        else if (DeclaredTargets.Read(attribute, out int targets) && layersAreRight)
        {
            // What layers with errors would give is not known.
            DeclaredTargets.Check(attribute, definition, targets, layers);
        }

        return loss;
    }

    /// <summary>Members that the generated face would write a second time; where there is one, not even an empty face can be written.</summary>
    private bool CheckFace(LossModel? loss, List<LayerModel> layers)
    {
        int before = _diagnostics.Count;
        foreach (string member in MemberNames.Face(loss, StreamPlanner.CanStream(layers)))
        {
            if (_type.GetMembers(member).FirstOrDefault(static m => !m.IsImplicitlyDeclared) is { } existing && !MemberNames.CanOverload(existing))
            {
                _diagnostics.Add(Diagnostic.Create(
                    Descriptors.DuplicateName, existing.Locations.FirstOrDefault() ?? _network.Location, member,
                    $"that of a member of {_type.Name} that NetGen writes; rename this one"));
            }
        }

        return _diagnostics.Count == before;
    }

    /// <summary>Layers, and what holds layers, whose property would have the name of another member.</summary>
    private void CheckProperties(LayerExpander expander, LossModel? loss)
    {
        var written = new HashSet<string>(MemberNames.Face(loss, StreamPlanner.CanStream(expander.Layers)), StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (LayerModel layer in expander.Layers.Where(static l => l.HasParameters))
        {
            // Every part of the path up to the layer is a property of what holds it.
            for (int end = layer.Name.IndexOf('.'); ; end = layer.Name.IndexOf('.', end + 1))
            {
                string path = end < 0 ? layer.Name : layer.Name.Substring(0, end);
                int start = path.LastIndexOf('.') + 1;
                string name = path.Substring(start);
                if (expander.Paths.TryGetValue(path, out AttributeReader? attribute) && seen.Add(path) && Text.IsIdentifier(name))
                {
                    CheckProperty(attribute, name, start == 0, written);
                }

                if (end < 0)
                {
                    break;
                }
            }
        }
    }

    private void CheckProperty(AttributeReader attribute, string name, bool isOfNetwork, HashSet<string> written)
    {
        string property = Text.Pascal(name);
        string? clash = MemberNames.OfObject.Contains(property) || (isOfNetwork && written.Contains(property)) ? "that of a member that NetGen writes"
            : !isOfNetwork ? null
            : property == _type.Name ? "that of the class itself"
            : _type.GetMembers(property).Any(static m => !m.IsImplicitlyDeclared) ? $"also that of a member of {_type.Name}"
            : null;
        if (clash is not null)
        {
            attribute.Report(Descriptors.DuplicateName, "Name", property, clash + $"; name the layer {name} otherwise");
        }
    }

    private NetworkModel CheckSize(NetworkModel model)
    {
        if (NetworkSize.Excess(model) is not { } excess)
        {
            return model;
        }

        _network.ReportHere(Descriptors.TooLarge, _type.Name, Text.Of(excess.Size), excess.What, Text.Of(excess.Limit));
        return model with { Errors = new EquatableArray<string>([Descriptors.TooLarge.Id]) };
    }

    /// <summary>Says why generated code cannot use a type as the implementation of one of our interfaces, or null.</summary>
    private string? TypeProblem(INamedTypeSymbol type, string interfaceName)
    {
        if (type.TypeKind == TypeKind.Error)
        {
            return "there is no such type; a type that another generator writes is not visible here";
        }

        if (type.TypeKind != TypeKind.Struct)
        {
            return "it is not a struct";
        }

        if (type.IsUnboundGenericType || type.TypeArguments.Any(static a => a.TypeKind is TypeKind.TypeParameter or TypeKind.Error))
        {
            return "its own type arguments are not known";
        }

        if (!type.AllInterfaces.Any(i => OurTypes.IsOurs(i) && i.Name == interfaceName))
        {
            return $"it does not implement {interfaceName}";
        }

        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal || !_compilation.IsSymbolAccessibleWithin(outer, _compilation.Assembly))
            {
                return $"{outer.Name} is not accessible to generated code; make it internal or public";
            }
        }

        return null;
    }

    private string Namespace()
    {
        if (_type.ContainingNamespace.IsGlobalNamespace)
        {
            return "";
        }

        return string.Join(".", _type.ContainingNamespace.ToDisplayString().Split('.').Select(static p => Text.Identifier(p.TrimStart('@'))));
    }

    private static string MetadataName(INamedTypeSymbol type)
    {
        var text = new StringBuilder(type.MetadataName);
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            text.Insert(0, outer.MetadataName + "+");
        }

        if (!type.ContainingNamespace.IsGlobalNamespace)
        {
            text.Insert(0, type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat).Replace("@", "") + ".");
        }

        return text.ToString();
    }

    /// <summary>Hint names are compared without case, so classes that differ in case only get a hash.</summary>
    private string HintName(string metadataName) =>
        TypeNames.HasTwin(_type) ? metadataName + "." + Text.Hash(metadataName) : metadataName;

    private static string Line(AttributeReader attribute)
    {
        FileLinePositionSpan span = attribute.Location.GetLineSpan();
        string file = span.Path;
        int slash = file.LastIndexOfAny(['/', '\\']);
        return $"{file.Substring(slash + 1)}({Text.Of(span.StartLinePosition.Line + 1)})";
    }
}
