using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NetGen.CodeFixes;
using NetGen.Generator.GradientFlow;

namespace NetGen.Analyzers.Tests;

/// <summary>A consumer's file as an editor has it: what is reported, what is offered, and what the file is like afterwards.</summary>
internal sealed class Editor : IDisposable
{
    private static readonly CodeFixProvider[] _fixes = [.. Create<CodeFixProvider>()];

    private readonly AdhocWorkspace _workspace = new();
    private readonly CSharpParseOptions _parse;

    public Editor(string source, LanguageVersion language = LanguageVersion.CSharp14)
    {
        _parse = Consumer.ParseOptions.WithLanguageVersion(language);
        var project = _workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Consumer", "Consumer", LanguageNames.CSharp,
            parseOptions: _parse, compilationOptions: Consumer.CompilationOptions, metadataReferences: Consumer.References));
        Document = project.AddDocument("Net.cs", SourceText.From(source));
    }

    public Document Document { get; private set; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<string> TextAsync() => (await Document.GetTextAsync(Token)).ToString();

    /// <summary>What generator and analyzers report.</summary>
    public async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync()
    {
        var compilation = (await Document.Project.GetCompilationAsync(Token))!;
        var run = CSharpGeneratorDriver.Create([new Generator.NetworkGenerator().AsSourceGenerator()], parseOptions: _parse)
            .RunGenerators(compilation, Token).GetRunResult();
        return [.. run.Diagnostics, .. await compilation.WithAnalyzers(Consumer.Analyzers).GetAnalyzerDiagnosticsAsync(Token)];
    }

    /// <summary>The project with what the generator writes.</summary>
    public async Task<Compilation> GenerateAsync()
    {
        CSharpGeneratorDriver.Create([new Generator.NetworkGenerator().AsSourceGenerator()], parseOptions: _parse)
            .RunGeneratorsAndUpdateCompilation((await Document.Project.GetCompilationAsync(Token))!, out var output, out _, Token);
        return output;
    }

    /// <summary>What the fixes offer for a diagnostic.</summary>
    public async Task<List<CodeAction>> OffersAsync(Diagnostic diagnostic)
    {
        var offers = new List<CodeAction>();
        foreach (var fix in _fixes.Where(f => f.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(Document, diagnostic, (action, _) => offers.Add(action), Token));
        }

        return offers;
    }

    /// <summary>What the refactorings offer in the class's declaration.</summary>
    public async Task<List<CodeAction>> RefactoringsAsync()
    {
        var offers = new List<CodeAction>();
        var type = (await Document.GetSyntaxRootAsync(Token))!.DescendantNodes().OfType<ClassDeclarationSyntax>().First();
        await new ReduceDepthRefactoring().ComputeRefactoringsAsync(new CodeRefactoringContext(Document, type.Identifier.Span, offers.Add, Token));
        return offers;
    }

    public async Task ApplyAsync(CodeAction action)
    {
        var change = (await action.GetOperationsAsync(Token)).OfType<ApplyChangesOperation>().Single();
        Document = change.ChangedSolution.GetDocument(Document.Id)!;
    }

    /// <summary>Applies a fix to all diagnostics of an id at once.</summary>
    public async Task ApplyToAllAsync(CodeFixProvider fix, string id, string key)
    {
        var found = (await DiagnosticsAsync()).Where(d => d.Id == id);
        var context = new FixAllContext(Document, fix, FixAllScope.Document, key, [id], new Known([.. found]), Token);
        await ApplyAsync((await fix.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    /// <summary>The prediction of the only network of the file.</summary>
    public async Task<GradientFlowPrediction> PredictAsync()
    {
        var compilation = (await Document.Project.GetCompilationAsync(Token))!;
        Assert.DoesNotContain(compilation.GetDiagnostics(Token), static d => d.Severity == DiagnosticSeverity.Error);
        return JudgedNetwork.Of(compilation.GetTypeByMetadataName("Net")!, compilation, Token)!.Prediction;
    }

    public void Dispose() => _workspace.Dispose();

    private static IEnumerable<T> Create<T>() =>
        typeof(DeclarationFix).Assembly.GetTypes().Where(static t => !t.IsAbstract && typeof(T).IsAssignableFrom(t)).Select(static t => (T)Activator.CreateInstance(t)!);

    private sealed class Known(ImmutableArray<Diagnostic> found) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
