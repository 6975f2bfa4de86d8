using NetGen.Generator.Emission.Folding;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission;

/// <summary>The network's description of itself: sizes, layers, parameters, state.</summary>
internal static class InfoEmitter
{
    public static void Emit(CodeWriter writer, NetworkPlan plan)
    {
        bool isFolded = plan.Layers.Count > Folder.Layers;
        List<string[]> layers = [.. plan.Layers.Select(Layer).Select(Entry)];
        List<string[]> parameters = [.. plan.Parameters.Select(Parameter).Select(Entry)];
        List<string[]> states = [.. plan.States.Select(State)];
        using (writer.Braces("private static global::NetGen.NetworkInfo NetGenInfo()"))
        {
            writer.Line("return new global::NetGen.NetworkInfo");
            writer.Line("{");
            writer.Lines(
                $"    Name = {Text.Quote(plan.Model.Name)},",
                $"    InputSize = {Text.Of(plan.Model.Inputs)},",
                $"    OutputSize = {Text.Of(plan.Model.Outputs)},",
                $"    BufferLength = {Text.Of(plan.BufferLength)},",
                $"    WorkspacePerRow = {Text.Of(plan.WorkspacePerRow)},",
                $"    WorkspaceFixed = {Text.Of(plan.ScratchLength + plan.DerivedLength)},",
                $"    OutputGradientOffset = {Text.Of(plan.OutputGradient.Offset)},",
                $"    Loss = {Text.Quote(plan.Loss is null ? "" : plan.Model.Loss!.CustomType is { } custom ? $"Loss<{custom.Replace("global::", "")}>" : plan.Loss.Kind)},",
                $"    TakesClassIndices = {Text.Of(plan.Loss?.TakesClassIndices ?? false)},");
            writer.Line("    SharesSteps = true,");
            if (plan.Stream is { } stream)
            {
                writer.Line($"    StreamFloatsPerRow = {Text.Of(stream.CarriedPerRow)},");
                if (stream.Steps > 0)
                {
                    writer.Line($"    StreamSteps = {Text.Of(stream.Steps)},");
                }
            }
            else if (plan.StreamObstacle.Length > 0)
            {
                writer.Line($"    StreamObstacle = {Text.Quote(plan.StreamObstacle)},");
            }

            if (plan.Model.Loss is { Reduction: not Reduction.Mean } loss)
            {
                writer.Line($"    Reduction = global::NetGen.Reduction.{loss.Reduction},");
            }

            writer.Lines(
                "    Prediction = NetGenPrediction(),",
                $"    Instrumentation = global::NetGen.Instrumentation.{plan.Model.Instrumentation},");
            FoldedTable.Property(writer, "Layers", "LayerInfo", layers, isFolded);
            FoldedTable.Property(writer, "Parameters", "ParameterInfo", parameters, isFolded);
            if (states.Count > 0)
            {
                FoldedTable.Property(writer, "States", "StateInfo", states, isFolded);
            }

            writer.Line("};");
        }

        if (isFolded)
        {
            FoldedTable.Method(writer, "Layers", "LayerInfo", layers);
            FoldedTable.Method(writer, "Parameters", "ParameterInfo", parameters);
            if (states.Count > 0)
            {
                FoldedTable.Method(writer, "States", "StateInfo", states);
            }
        }

        // The tables of a deep network are long enough with two lines an entry: its name and place with shapes, which may take one more, and the rest.
        string[] Entry(string[] lines)
        {
            if (!isFolded)
            {
                return lines;
            }

            string first = string.Join(" ", lines.Take(3).Select(static l => l.TrimStart()));
            string rest = "    " + string.Join(" ", lines.Skip(3).Select(static l => l.TrimStart()));
            int shapes = first.IndexOf(" InputShape = ", StringComparison.Ordinal);
            return shapes < 0 ? [first, rest] : [first.Substring(0, shapes), "   " + first.Substring(shapes), rest];
        }
    }

    private static string[] Layer(LayerPlan l) =>
    [
        "new global::NetGen.LayerInfo",
        "{",
        $"    Index = {Mark.Of(l.Index)}, Name = {Mark.Quote(l.Name)}, Kind = {Text.Quote(l.Kind)}, Inputs = {Text.Of(l.Input.Size)}, Outputs = {Text.Of(l.Output.Size)},{Shapes(l)}",
        $"    OutputOffset = {Mark.Of(l.OutputOffset)}, OutputStride = {Text.Of(l.OutputStride)}, Flops = {Text.Of(l.Flops)}, IsActivation = {Text.Of(l.IsActivation)},{(l.HoldsPreactivation ? " HoldsPreactivation = true," : "")} Source = NetGenSourceOf({Mark.Of(l.Index)}),{Recurrence(l)}",
        "}",
    ];

    private static string[] Parameter(ParameterPlan p) =>
    [
        "new global::NetGen.ParameterInfo",
        "{",
        $"    Name = {Mark.Quote(p.Name)}, Layer = {Mark.Of(p.Layer)}, Role = global::NetGen.ParameterRole.{p.Role},",
        $"    Rows = {Text.Of(p.Rows)}, Columns = {Text.Of(p.Columns)}, {(p.IsTransposed ? $"RowStride = 1, ColumnStride = {Text.Of(p.Stride)}" : $"RowStride = {Text.Of(p.Stride)}")}, Offset = {Mark.Of(p.Offset)},",
        $"    Initializer = {Initializer(p.Init)}{Regularisation(p)}{Gates(p)},",
        "}",
    ];

    private static string[] State(StatePlan s) =>
    [
        $"new global::NetGen.StateInfo {{ Name = {Mark.Quote(s.Name)}, Layer = {Mark.Of(s.Layer)}, Columns = {Text.Of(s.Columns)}, Offset = {Mark.Of(s.Offset)}, InitialValue = {FloatLiteral.Of(s.InitialValue)} }}",
    ];

    /// <summary>Vectors need no shapes beside their sizes.</summary>
    private static string Shapes(LayerPlan layer) => layer.Input.Rank == 1 && layer.Output.Rank == 1 ? "" :
        $" InputShape = global::System.Collections.Immutable.ImmutableArray.Create({layer.Input.Listed}), OutputShape = global::System.Collections.Immutable.ImmutableArray.Create({layer.Output.Listed}),";

    /// <summary>What only recurrent layers have.</summary>
    private static string Recurrence(LayerPlan layer) => layer.RecurrentSteps == 0 ? "" :
        $" RecurrentSteps = {Text.Of(layer.RecurrentSteps)}, Directions = {Text.Of(layer.Directions)}, StepGradientsOffset = {Mark.Of(layer.StepGradientsOffset)},";

    private static string Initializer(InitializerModel init) =>
        $"new global::NetGen.InitializerSpec(global::NetGen.Init.{init.Kind}, {FloatLiteral.Of(init.Scale)}"
        + (init.Kind == Init.VarianceScaling ? $", global::NetGen.Fan.{init.Fan}, global::NetGen.Distribution.{init.Distribution})" : ")")
        + (init.DependsOnTaps ? $" {{ Taps = {Text.Of(init.Taps)}, Centre = {Text.Of(init.Centre)} }}" : "");

    private static string Gates(ParameterPlan p) =>
        (p.Gates > 1 ? $", Gates = {Text.Of(p.Gates)}" : "")
        + (p.GateBias is { } b ? $", GateBias = new global::NetGen.GateBias({Text.Of(b.Gate)}, {FloatLiteral.Of(b.Value)}, {Text.Of(b.Chrono)}, {Text.Of(b.Opposite)})" : "");

    private static string Regularisation(ParameterPlan p) =>
        (p.L1 != 0 ? $", L1 = {FloatLiteral.Of(p.L1)}" : "")
        + (p.L2 != 0 ? $", L2 = {FloatLiteral.Of(p.L2)}" : "")
        + (p.Constraint != Constraint.None ? $", Constraint = global::NetGen.Constraint.{p.Constraint}, ConstraintLimit = {FloatLiteral.Of(p.ConstraintLimit)}" : "");
}
