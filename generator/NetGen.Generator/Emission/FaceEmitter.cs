using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission;

/// <summary>The part of the user's class that a user sees: sizes, summary, parameters, prediction.</summary>
internal static class FaceEmitter
{
    public static string Emit(NetworkPlan plan)
    {
        NetworkModel model = plan.Model;
        List<string> table = SummaryTable.Lines(plan);
        var documentation = new List<string> { "/// <remarks>", "/// <code>" };
        documentation.AddRange(table.Select(static l => ("/// " + Text.Xml(l)).TrimEnd()));
        documentation.AddRange(["/// </code>", "/// </remarks>"]);
        return SourceFile.InClass(
            "The face of the network. The passes are in the files beside this one: Forward, Backward, Kernels.",
            model.Namespace, model.Containers, model.Name, documentation, $" : global::NetGen.INetwork<{model.QualifiedName}>",
            writer =>
            {
                Sizes(writer, plan, table);
                Construction(writer, model);
                PredictionEmitter.Property(writer);
                BlocksEmitter.Properties(writer, plan);
                Prediction(writer, plan);
                if (plan.Stream is { } stream)
                {
                    StreamEmitter.Face(writer, plan, stream);
                }

                Passes(writer, plan);
                PredictionEmitter.Method(writer, plan);
                InfoEmitter.Emit(writer, plan);
            });
    }

    private static void Sizes(CodeWriter writer, NetworkPlan plan, List<string> table)
    {
        writer.Lines(
            "/// <summary>The number of values of one sample.</summary>",
            $"public const int InputSize = {Text.Of(plan.Model.Inputs)};",
            "",
            "/// <summary>The number of values predicted for one sample.</summary>",
            $"public const int OutputSize = {Text.Of(plan.Model.Outputs)};",
            "",
            "/// <summary>The number of learned values.</summary>",
            $"public const int ParameterCount = {Text.Of(plan.ParameterCount)};",
            "",
            "/// <summary>The network as a table: layers, shapes, parameters, initializers.</summary>",
            "public const string Summary =");
        for (int i = 0; i < table.Count; i++)
        {
            writer.Line("    " + Text.Quote(table[i] + "\n") + (i == table.Count - 1 ? ";" : " +"));
        }

        writer.Line();
    }

    private static void Construction(CodeWriter writer, NetworkModel model)
    {
        writer.Lines(
            "/// <summary>Creates the network with freshly initialised parameters: the same seed gives the same bits.</summary>",
            "/// <param name=\"seed\">Any number.</param>");
        using (writer.Braces($"public {Text.Identifier(model.Name)}(long seed = 0)"))
        {
            writer.Line("Parameters = new global::NetGen.ParameterBuffer(Info, seed);");
        }

        writer.Lines(
            "",
            "/// <summary>Layers, parameters and sizes.</summary>",
            "public static global::NetGen.NetworkInfo Info { get; } = NetGenInfo();",
            "",
            "/// <summary>The parameters: one contiguous, 64-byte aligned buffer.</summary>",
            "public global::NetGen.ParameterBuffer Parameters { get; }",
            "",
            "/// <summary>Creates the network with freshly initialised parameters: the same seed gives the same bits.</summary>",
            $"public static {model.QualifiedName} Create(long seed) => new {model.QualifiedName}(seed);",
            "",
            "/// <summary>Copies the network with its parameters.</summary>");
        using (writer.Braces($"public {model.QualifiedName} Clone()"))
        {
            writer.Lines(
                $"{model.QualifiedName} copy = new {model.QualifiedName}(0L);",
                "copy.Parameters.CopyFrom(Parameters);",
                "return copy;");
        }

        writer.Line();
    }

    private static void Prediction(CodeWriter writer, NetworkPlan plan)
    {
        string kernels = SourceFile.KernelClass(plan.Model);
        string name = Text.Quote(plan.Model.Name);
        string what = plan.Loss?.Kind is "SoftmaxCrossEntropy" or "BinaryCrossEntropy" ? " They are logits: the loss contains the " + (plan.Loss.Kind[0] == 'S' ? "softmax" : "sigmoid") + "." : "";
        writer.Lines(
            $"/// <summary>Predicts a batch of <c>input.Length / {Text.Of(plan.Model.Inputs)}</c> rows. Thread-safe; allocates nothing.{what}</summary>",
            $"/// <param name=\"input\">[rows, {plan.Model.Input.Listed}], row-major.</param>",
            $"/// <param name=\"output\">[rows, {plan.Model.Output.Listed}], row-major.</param>",
            "/// <exception cref=\"global::System.ArgumentException\">A span has the wrong length; nothing is written.</exception>");
        using (writer.Braces("public void Predict(global::System.ReadOnlySpan<float> input, global::System.Span<float> output)"))
        {
            writer.Lines(
                $"int rows = global::NetGen.Kernels.Prediction.CheckLengths({name}, input.Length, InputSize, output.Length, OutputSize);",
                $"{kernels}.Predict(Parameters, input, output, rows);");
        }

        writer.Line();
        if (plan.Loss?.Kind is "SoftmaxCrossEntropy" or "BinaryCrossEntropy")
        {
            string function = plan.Loss.Kind == "SoftmaxCrossEntropy" ? "Softmax" : "Sigmoid";
            writer.Lines(
                "/// <summary>Predicts probabilities: as <see cref=\"Predict\"/>, with the " + function.ToLowerInvariant() + " applied that the loss contains.</summary>",
                $"/// <param name=\"input\">[rows, {plan.Model.Input.Listed}], row-major.</param>",
                $"/// <param name=\"output\">[rows, {plan.Model.Output.Listed}], row-major.</param>",
                "/// <exception cref=\"global::System.ArgumentException\">A span has the wrong length; nothing is written.</exception>");
            using (writer.Braces("public void PredictProbabilities(global::System.ReadOnlySpan<float> input, global::System.Span<float> output)"))
            {
                writer.Lines(
                    "Predict(input, output);",
                    $"global::NetGen.Kernels.Prediction.{function}(output, {(plan.Output.Positions == 1 ? "OutputSize" : Text.Of(plan.Output.Columns))});");
            }

            writer.Line();
        }

        if (plan.Loss?.Kind == "SoftmaxCrossEntropy")
        {
            writer.Lines(
                "/// <summary>Predicts the class with the largest score of each row.</summary>",
                $"/// <param name=\"input\">[rows, {plan.Model.Input.Listed}], row-major.</param>",
                $"/// <param name=\"classes\">[rows{(plan.Output.Positions == 1 ? "" : ", " + string.Join(", ", plan.Output.Shape.Dims.Take(plan.Output.Shape.Rank - 1).Select(Text.Of)))}].</param>",
                "/// <exception cref=\"global::System.ArgumentException\">A span has the wrong length; nothing is written.</exception>");
            using (writer.Braces("public void PredictClasses(global::System.ReadOnlySpan<float> input, global::System.Span<int> classes)"))
            {
                writer.Line($"global::NetGen.Kernels.Prediction.Classes(this, {name}, input, classes, InputSize, OutputSize{(plan.Output.Positions == 1 ? "" : ", " + Text.Of(plan.Output.Positions))});");
            }

            writer.Line();
        }
    }

    private static void Passes(CodeWriter writer, NetworkPlan plan)
    {
        string kernels = SourceFile.KernelClass(plan.Model);
        string self = plan.Model.QualifiedName;
        using (writer.Braces($"void global::NetGen.INetwork<{self}>.Forward(global::System.ReadOnlySpan<float> input, global::NetGen.Workspace workspace)"))
        {
            writer.Line($"{kernels}.Forward(Parameters, input, workspace);");
        }

        writer.Line();
        using (writer.Braces($"float global::NetGen.INetwork<{self}>.Loss(global::System.ReadOnlySpan<float> targets, global::System.ReadOnlySpan<int> labels, global::NetGen.Workspace workspace)"))
        {
            writer.Line(plan.Loss is null
                ? $"throw new global::System.InvalidOperationException({Text.Quote($"{plan.Model.Name} declares no loss, so it cannot be trained. Add one to its attributes, such as [MeanSquaredError].")});"
                : $"return {kernels}.Loss(targets, labels, workspace);");
        }

        writer.Line();
        using (writer.Braces($"void global::NetGen.INetwork<{self}>.Backward(global::System.ReadOnlySpan<float> input, global::NetGen.Workspace workspace)"))
        {
            writer.Line($"{kernels}.Backward(Parameters, input, workspace);");
        }

        writer.Line();
    }
}
