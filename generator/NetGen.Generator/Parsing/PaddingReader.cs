using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads the value that marks padding.</summary>
internal static class PaddingReader
{
    public static float? Read(AttributeReader? attribute, Shape input, List<LayerModel> layers)
    {
        if (attribute is null)
        {
            return null;
        }

        float value = attribute.Positional<float>("value");
        if (!attribute.RequireFinite("value", value))
        {
            return null;
        }

        bool isSequence = input.Rank == 2 || (input.Rank == 1 && layers.Count > 0 && layers[0] is EmbeddingModel);
        if (!isSequence && layers.Count > 0)
        {
            attribute.ReportHere(Descriptors.ShapeDoesNotFit, "Padding", $"it fills up sequences, and the input is {SequenceText.Describe(input)}");
            return null;
        }

        return value;
    }
}
