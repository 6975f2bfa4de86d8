using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Tests;

/// <summary>The walker has to find what it forbids wherever it hides.</summary>
public sealed class ModelWalkerTests
{
    private static readonly CSharpCompilation _compilation = CSharpCompilation.Create("A", [CSharpSyntaxTree.ParseText("class C;")]);

    [Fact]
    public void PlainValues_Pass() =>
        ModelWalker.AssertHoldsNoCompilerState(new Holder(new Dictionary<string, object> { ["x"] = ImmutableArray.Create(1, 2) }));

    [Fact]
    public void ASymbolInAnArrayInAPrivateField_IsFound()
    {
        var holder = new Holder(ImmutableArray.Create<object>("a", _compilation.GetTypeByMetadataName("C")!));
        Assert.ThrowsAny<Exception>(() => ModelWalker.AssertHoldsNoCompilerState(holder));
    }

    [Fact]
    public void ANodeInADictionary_IsFound()
    {
        var holder = new Holder(new Dictionary<string, object> { ["x"] = _compilation.SyntaxTrees[0].GetRoot(TestContext.Current.CancellationToken) });
        Assert.ThrowsAny<Exception>(() => ModelWalker.AssertHoldsNoCompilerState(holder));
    }

    [Fact]
    public void ALocationAndACompilation_AreFound()
    {
        Assert.ThrowsAny<Exception>(() => ModelWalker.AssertHoldsNoCompilerState(new Holder(Location.Create("a.cs", default, default))));
        Assert.ThrowsAny<Exception>(() => ModelWalker.AssertHoldsNoCompilerState(new Holder(new Holder(_compilation))));
    }

    [Fact]
    public void ADefaultImmutableArray_IsNoObstacle() =>
        ModelWalker.AssertHoldsNoCompilerState(new Holder(default(ImmutableArray<string>)));

    private sealed class Holder(object value)
    {
        private readonly object _value = value;

        public override string ToString() => $"{_value}";
    }
}
