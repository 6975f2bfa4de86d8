using NetGen.Generator.Infrastructure;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission;

/// <summary>
/// The face of a network whose declaration has errors: the members are there, so that the code that uses them compiles as far
/// as it can, and say at run time what is wrong.
/// </summary>
internal static class SkeletonEmitter
{
    public static string Emit(NetworkModel model)
    {
        string message = Text.Quote($"{model.Name} was not generated: {string.Join(", ", model.Errors)}. The error list has the details.");
        string fail = $"throw new global::System.InvalidOperationException({message});";
        string self = model.QualifiedName;
        return SourceFile.InClass(
            "The declaration of this network has errors, so only its face is here.",
            model.Namespace, model.Containers, model.Name, [], $" : global::NetGen.INetwork<{self}>",
            writer =>
            {
                writer.Lines(
                    "/// <summary>The number of values of one sample.</summary>",
                    $"public const int InputSize = {Text.Of(model.Inputs)};",
                    "/// <summary>The number of values predicted for one sample.</summary>",
                    $"public const int OutputSize = {Text.Of(model.Outputs)};",
                    "/// <summary>Not known.</summary>",
                    "public const int ParameterCount = 0;",
                    "/// <summary>What is wrong.</summary>",
                    $"public const string Summary = {message};");
                Method(writer, $"public {Text.Identifier(model.Name)}(long seed = 0)", fail);
                Property(writer, "public static global::NetGen.NetworkInfo Info", fail);
                Property(writer, "public static global::NetGen.NetworkPrediction Prediction", fail);
                Property(writer, "public global::NetGen.ParameterBuffer Parameters", fail);
                Method(writer, $"public static {self} Create(long seed)", fail);
                Method(writer, $"public {self} Clone()", fail);
                Method(writer, "public void Predict(global::System.ReadOnlySpan<float> input, global::System.Span<float> output)", fail);
                if (model.Loss?.Kind is "SoftmaxCrossEntropy" or "BinaryCrossEntropy")
                {
                    Method(writer, "public void PredictProbabilities(global::System.ReadOnlySpan<float> input, global::System.Span<float> output)", fail);
                }

                if (model.Loss?.Kind is "SoftmaxCrossEntropy")
                {
                    Method(writer, "public void PredictClasses(global::System.ReadOnlySpan<float> input, global::System.Span<int> classes)", fail);
                }

                if (StreamPlanner.CanStream(model.Layers))
                {
                    Method(writer, "public global::NetGen.StreamState CreateState(int rows = 1)", fail);
                    Method(writer, "public void Step(global::System.ReadOnlySpan<float> input, global::NetGen.StreamState state, global::System.Span<float> output)", fail);
                }

                foreach (LayerModel layer in model.Layers.Where(static l => l.HasParameters && l.Name.IndexOf('.') < 0).GroupBy(static l => l.Name).Select(static g => g.First()))
                {
                    string name = Text.Pascal(layer.Name);
                    if (!model.Errors.Contains("NG0008"))
                    {
                        Property(writer, $"public global::NetGen.{DefinitionTable.Layer(layer.Kind)!.PropertyType(layer)} {Text.Identifier(name)}", fail);
                    }
                }

                Method(writer, $"void global::NetGen.INetwork<{self}>.Forward(global::System.ReadOnlySpan<float> input, global::NetGen.Workspace workspace)", fail, documented: false);
                Method(writer, $"float global::NetGen.INetwork<{self}>.Loss(global::System.ReadOnlySpan<float> targets, global::System.ReadOnlySpan<int> labels, global::NetGen.Workspace workspace)", fail, documented: false);
                Method(writer, $"void global::NetGen.INetwork<{self}>.Backward(global::System.ReadOnlySpan<float> input, global::NetGen.Workspace workspace)", fail, documented: false);
            });
    }

    private static void Method(CodeWriter writer, string signature, string body, bool documented = true)
    {
        if (documented)
        {
            writer.Line("/// <summary>Throws: the declaration has errors.</summary>");
        }

        using (writer.Braces(signature))
        {
            writer.Line(body);
        }
    }

    private static void Property(CodeWriter writer, string signature, string body)
    {
        writer.Line("/// <summary>Throws: the declaration has errors.</summary>");
        using (writer.Braces(signature))
        {
            writer.Line($"get {{ {body} }}");
        }
    }
}
