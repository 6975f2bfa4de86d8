using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Tests;

/// <summary>Looks into everything that a value holds, private fields and collections included.</summary>
internal static class ModelWalker
{
    /// <summary>
    /// Asserts that a value of the pipeline holds nothing of the compiler: that would keep compilations alive, and make
    /// values unequal that are the same.
    /// </summary>
    public static void AssertHoldsNoCompilerState(object value)
    {
        var path = Find(value, IsCompilerState);
        Assert.True(path is null, $"{value.GetType().Name} holds {path}");
    }

    /// <summary>The path of fields to the first object that a predicate finds; null when there is none.</summary>
    public static string? Find(object root, Func<object, bool> predicate)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var rest = new Stack<(object Value, string Path)>();
        rest.Push((root, root.GetType().Name));
        while (rest.TryPop(out var item))
        {
            var (value, path) = item;
            if (predicate(value))
            {
                return $"{path} ({value.GetType().FullName})";
            }

            if (IsLeaf(value) || (!value.GetType().IsValueType && !seen.Add(value)))
            {
                continue;
            }

            foreach (var (child, name) in Children(value))
            {
                rest.Push((child, $"{path}.{name}"));
            }
        }

        return null;
    }

    private static bool IsCompilerState(object value) =>
        value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or SemanticModel or Compilation or Location or Diagnostic or AttributeData
            or TypedConstant or SyntaxToken or SyntaxTrivia or IOperation or Delegate;

    private static bool IsLeaf(object value) =>
        value is string or Type or Assembly or Enum or Pointer || value.GetType().IsPrimitive;

    private static IEnumerable<(object Child, string Name)> Children(object value)
    {
        // The elements of an immutable array are found through its field; an uninitialised one cannot be enumerated.
        if (value is Array array)
        {
            return array.Cast<object?>().OfType<object>().Select(static (child, i) => (child, $"[{i}]"));
        }

        var children = new List<(object, string)>();
        if (value is IDictionary dictionary)
        {
            children.AddRange(dictionary.Keys.Cast<object>().Select(static key => (key, "[key]")));
            children.AddRange(dictionary.Values.Cast<object?>().OfType<object>().Select(static child => (child, "[value]")));
        }

        for (var type = value.GetType(); type is not null && type != typeof(object) && type != typeof(ValueType); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && field.GetValue(value) is { } child)
                {
                    children.Add((child, field.Name));
                }
            }
        }

        return children;
    }
}
