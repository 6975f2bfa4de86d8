using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads the shape that the arguments of an attribute declare: (size), (steps, features) or (height, width, channels).</summary>
internal static class ShapeReader
{
    // Of a shape that is wrong: layers that would fit another of its kind have nothing to report.
    private const int Assumed = 64;

    /// <summary>A shape in place of one that is out of range.</summary>
    public static Shape Stand(AttributeReader attribute) => Shape.Of([.. attribute.Attribute.ConstructorArguments.Select(static _ => Assumed)]);

    /// <summary>The shape, or null after reporting which number is out of range.</summary>
    public static Shape? Read(AttributeReader attribute)
    {
        int[] dims = [.. attribute.Attribute.ConstructorArguments.Select(static a => (int)a.Value!)];
        bool valid = true;
        for (int i = 0; i < dims.Length; i++)
        {
            if (dims[i] is < 1 or > Limits.Size)
            {
                string name = attribute.Attribute.AttributeConstructor!.Parameters[i].Name;
                attribute.Report(Descriptors.SizeOutOfRange, name, $"{attribute.Kind}.{name}", Text.Of(dims[i]), Text.Of(Limits.Size));
                valid = false;
            }
        }

        var shape = Shape.Of(dims);
        if (valid && shape.Size > Limits.Size)
        {
            attribute.ReportHere(Descriptors.SizeOutOfRange, $"{attribute.Kind} {shape}", Text.Of(dims.Aggregate(1L, static (product, d) => product * d)) + " values", Text.Of(Limits.Size));
            valid = false;
        }

        return valid ? shape : null;
    }
}
