using System.Reflection;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Tests;

/// <summary>All diagnostics that the generator declares.</summary>
internal static class Descriptors
{
    /// <summary>The descriptors by id, in order.</summary>
    public static IReadOnlyDictionary<string, DiagnosticDescriptor> All { get; } = new SortedDictionary<string, DiagnosticDescriptor>(
        typeof(NetworkGenerator).Assembly.GetTypes()
            .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(static field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(static field => (DiagnosticDescriptor)field.GetValue(null)!)
            .ToDictionary(static descriptor => descriptor.Id, StringComparer.Ordinal),
        StringComparer.Ordinal);
}
