using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission;

/// <summary>The pass of one step of a stream, and its face.</summary>
internal static class StreamEmitter
{
    /// <summary>The pass, in the class of the passes.</summary>
    public static void Emit(CodeWriter writer, NetworkPlan plan, StreamPlan stream)
    {
        writer.Lines("", "/// <summary>One step of each row's stream: what the layers remember of earlier steps is in the state.</summary>", "[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Braces("public static void Step(ParameterBuffer parameterBuffer, ReadOnlySpan<float> input, StreamState stream, Span<float> output)"))
        {
            PassEmitter.Steps(writer, stream.Buffers, stream.Checks, folded: false);
            writer.Lines(
                "ref float parameters = ref parameterBuffer.Reference;",
                "int rows = stream.Rows;",
                "nint capacity = rows;",
                $"AlignedBuffer rented = Prediction.Rent((rows * {Text.Of(stream.PerRow)}) + {Text.Of(plan.DerivedLength + stream.ScratchLength)});",
                "ref float memory = ref rented.Reference;",
                "ref float carried = ref stream.Reference;",
                "ref float x = ref MemoryMarshal.GetReference(input);");
            if (plan.Derive.Count > 0)
            {
                writer.Line($"ref float derived = ref Unsafe.Add(ref memory, {Text.Of(stream.PerRow)} * capacity);");
                writer.Line($"Derive(ref parameters, ref derived{PassEmitter.MoreOf(plan.Derive, "ref parameterBuffer.State.Reference", "false", "true")});");
            }

            else if (PassEmitter.Uses(stream.Forward, ArgumentKind.Derived))
            {
                writer.Line($"ref float derived = ref Unsafe.Add(ref memory, {Text.Of(stream.PerRow)} * capacity);");
            }

            if (PassEmitter.Uses(stream.Forward, ArgumentKind.Scratch))
            {
                writer.Line($"ref float scratch = ref Unsafe.Add(ref memory, ({Text.Of(stream.PerRow)} * capacity) + {Text.Of(plan.DerivedLength)});");
            }

            if (PassEmitter.Uses(stream.Forward, ArgumentKind.State))
            {
                writer.Line("ref float state = ref parameterBuffer.State.Reference;");
            }

            foreach ((string name, string declaration) in new[]
            {
                ("position", "long position = stream.Steps;"), ("training", "const bool training = false;"), ("seed", "const long seed = 0;"), ("step", "const long step = 0;"), ("firstRow", "const int firstRow = 0;"),
            })
            {
                if (stream.Forward.Any(s => s.Arguments.Any(a => a.Kind == ArgumentKind.Text && a.Value == name)))
                {
                    writer.Line(declaration);
                }
            }

            // Few steps: those of one position. They are printed one by one.
            PassEmitter.Steps(writer, stream.Buffers, stream.Forward, folded: false);
            writer.Lines(
                "",
                $"CopyKernels.CopyRows(ref {stream.Output.Name}, {Text.Of(stream.Output.Stride)}, ref MemoryMarshal.GetReference(output), {Text.Of(stream.OutputSize)}, rows, {Text.Of(stream.OutputSize)});",
                "Prediction.Return(rented);");
        }
    }

    /// <summary>What a user calls.</summary>
    public static void Face(CodeWriter writer, NetworkPlan plan, StreamPlan stream)
    {
        writer.Lines(
            "/// <summary>Creates the state of a stream that has not begun: what the layers remember from one <see cref=\"Step\"/> to the next.</summary>",
            "/// <param name=\"rows\">The number of streams that go on side by side, each in its row.</param>",
            "public global::NetGen.StreamState CreateState(int rows = 1) => new global::NetGen.StreamState(Info, rows);",
            "",
            "/// <summary>",
            "/// Takes one step of a stream. The results are those of <see cref=\"Predict\"/> for the sequence so far, bit for bit. Thread-safe where",
            $"/// each thread has a state of its own; allocates nothing.{(stream.Steps > 0 ? $" A stream has up to {Text.Of(stream.Steps)} steps, as declared." : "")}",
            "/// </summary>",
            $"/// <param name=\"input\">[rows, {Text.Of(stream.InputSize)}]: the next step of each row.</param>",
            "/// <param name=\"state\">What <see cref=\"CreateState\"/> gave; it moves on by one step.</param>",
            $"/// <param name=\"output\">[rows, {Text.Of(stream.OutputSize)}].</param>",
            "/// <exception cref=\"global::System.ArgumentException\">A span has the wrong length, a value of the input is not finite, or the state is that of another network; nothing is written.</exception>");
        if (stream.Steps > 0)
        {
            writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">The stream has had all its steps; nothing is written.</exception>");
        }

        using (writer.Braces("public void Step(global::System.ReadOnlySpan<float> input, global::NetGen.StreamState state, global::System.Span<float> output)"))
        {
            writer.Lines(
                $"global::NetGen.Kernels.Prediction.CheckStep(Info, input, state, output.Length, {Text.Of(stream.InputSize)}, {Text.Of(stream.OutputSize)});",
                $"{SourceFile.KernelClass(plan.Model)}.Step(Parameters, input, state, output);",
                "state.Advance();");
        }

        writer.Line();
    }
}
