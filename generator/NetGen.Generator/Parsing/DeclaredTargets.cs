using System.Globalization;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Losses;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>
/// The number of targets that a loss declares, compared with what the network gives. It is no part of the model: a declaration
/// that is right says nothing new.
/// </summary>
internal static class DeclaredTargets
{
    /// <summary>The name of the property.</summary>
    public const string Property = "Targets";

    /// <summary>Reports a number that cannot be one; true when a number is declared.</summary>
    public static bool Read(AttributeReader loss, out int targets)
    {
        targets = loss.Named(Property, 0);
        if (targets < 0)
        {
            loss.Report(Descriptors.OptionOutOfRange, Property, $"{loss.Kind}.{Property}", Text.Of(targets), "at least 1, or 0 for not declared");
        }

        return targets > 0;
    }

    /// <summary>Reports at the argument that the network gives another number of values than a target has.</summary>
    public static void Check(AttributeReader loss, LossDefinition definition, int targets, IReadOnlyList<LayerModel> layers)
    {
        Shape output = layers[layers.Count - 1].Output;
        if (definition.TargetsOf(output) != targets)
        {
            loss.Report(
                Descriptors.TargetsDoNotFit, Property, Giver(layers), Given(output, definition), LossName(loss), Count(targets, definition.TargetNoun));
        }
    }

    /// <summary>The layer that decides how many values the network gives, behind which none changes their number; -1 where it is the input.</summary>
    public static int DecidingLayer(IReadOnlyList<LayerModel> layers) => DecidingLayer(layers, layers.Count - 1);

    /// <summary>The layer that decides how many values a layer gives; -1 where it is the input.</summary>
    public static int DecidingLayer(IReadOnlyList<LayerModel> layers, int layer)
    {
        while (layer >= 0 && layers[layer] is ActivationModel or NormModel or NoiseModel)
        {
            layer = layers[layer].Sources[0];
        }

        return layer;
    }

    private static string Giver(IReadOnlyList<LayerModel> layers)
    {
        int i = DecidingLayer(layers);
        return i < 0 ? "the input" : layers[i] is DenseModel dense ? $"Dense({Text.Of(dense.Units)})" : layers[i].Name;
    }

    private static string Given(Shape output, LossDefinition definition) =>
        output.Positions == 1 ? Count(output.Size, "value")
        : definition.TargetsOf(output) == output.Size ? $"{output}, {Count(output.Size, "value")}"
        : $"{Count(output.Channels, "value")} at each of {Text.Of(output.Positions)} positions";

    private static string LossName(AttributeReader loss) =>
        loss.Attribute.AttributeClass!.TypeArguments is [{ } own] ? $"{loss.Kind}<{own.Name}>" : loss.Kind;

    private static string Count(int count, string noun) =>
        count.ToString(CultureInfo.InvariantCulture) + " " + (count == 1 ? noun : noun.EndsWith("s", StringComparison.Ordinal) ? noun + "es" : noun + "s");
}
