using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Shapes and initializers in words.</summary>
internal static class SequenceText
{
    /// <summary>A shape as a message names it.</summary>
    public static string Describe(Shape shape) => shape.Rank switch
    {
        1 => $"a vector of {Text.Of(shape.Size)}",
        2 => $"a sequence of {Text.Of(shape.Dims[0])} steps of {Text.Of(shape.Channels)}",
        _ => $"an image of {shape}",
    };

    public static string Describe(InitializerModel init) => init.Kind + (init.Scale == 1 ? "" : $" x {FloatLiteral.Of(init.Scale).TrimEnd('f')}");
}
