using System.Globalization;
using System.Reflection;
using System.Text;

namespace VerifyTests;

/// <summary>The names of snapshot files: <c>Class.Method_argument=value#Target.verified.extension</c>.</summary>
internal static class SnapshotName
{
    /// <summary>The part that all files of a test share.</summary>
    public static string Prefix(MethodInfo method, VerifySettings settings)
    {
        var type = method.ReflectedType!;
        var typeName = type.IsNested ? $"{type.ReflectedType!.Name}.{type.Name}" : type.Name;
        return Clean($"{typeName}.{method.Name}{Parameters(method, settings)}");
    }

    /// <summary>Replaces what a file system does not take in a name.</summary>
    public static string Clean(string name)
    {
        var builder = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            builder.Append(c < ' ' || "\"\\<>|:*?/".Contains(c, StringComparison.Ordinal) ? '-' : c);
        }

        return builder.ToString();
    }

    private static string Parameters(MethodInfo method, VerifySettings settings)
    {
        if (settings.ParametersText is { } text)
        {
            return $"_{text}";
        }

        var parameters = method.GetParameters();
        if (parameters.Length == 0)
        {
            return "";
        }

        var values = settings.Parameters ?? throw new InvalidOperationException(
            $"Method `{method.Name}` requires parameters, but none have been defined. Add UseParameters.");
        if (values.Length != parameters.Length)
        {
            throw new InvalidOperationException(
                $"The number of passed in parameters ({values.Length}) must match the number of parameters for the method ({parameters.Length}).");
        }

        return "_" + string.Join('_', parameters.Zip(values, static (p, v) => $"{p.Name}={Value(v)}"));
    }

    private static string Value(object? value) =>
        value is null ? "null" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
