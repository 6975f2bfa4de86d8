using NetGen.Generator.Emission.Folding;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission;

/// <summary>The forward and backward passes: one commented call for each step of the plan.</summary>
internal static class PassEmitter
{
    /// <summary>Without it the first calls are not optimised at all, and kernels may be inlined where they lose their registers.</summary>
    private const string Optimize = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";

    private const int LongestCall = 260;

    /// <summary>What the arguments of a longer call have on a line; in a loop, where buffers are places in memory, they are longer.</summary>
    private const int LongestLine = 200;

    private static readonly (string Name, string Declaration)[] s_trainingLocals =
    [
        ("training", "bool training = workspace.Training;"),
        ("seed", "long seed = workspace.Seed;"),
        ("step", "long step = workspace.Step;"),
        ("firstRow", "int firstRow = workspace.FirstRow;"),
    ];

    public static string EmitForward(NetworkPlan plan) => SourceFile.InKernels(
        $"The forward pass of {plan.Model.Name}.", plan.Model,
        [$"/// <summary>The passes and kernels of {Text.Xml(plan.Model.QualifiedName.Replace("global::", ""))}.</summary>"],
        writer =>
        {
            writer.Lines(
                "/// <summary>Keeps the activations of a batch in the workspace, for the backward pass.</summary>",
                Optimize);
            using (writer.Braces("public static void Forward(ParameterBuffer parameterBuffer, ReadOnlySpan<float> input, Workspace workspace)"))
            {
                Steps(writer, plan, plan.Checks);
                writer.Lines(
                    "ref float memory = ref workspace.Reference;",
                    "nint capacity = workspace.Capacity;",
                    $"ref float derived = ref Unsafe.Add(ref memory, ({Text.Of(plan.WorkspacePerRow)} * capacity) + {Text.Of(plan.ScratchLength)});");
                if (Uses(plan.Forward, ArgumentKind.Scratch))
                {
                    writer.Line("ref float scratch = ref workspace.Scratch;");
                }

                if (plan.Derive.Count > 0)
                {
                    using (writer.Braces("if (workspace.Owns(0))"))
                    {
                        writer.Line($"Derive(ref parameterBuffer.Reference, ref derived{MoreOf(plan.Derive, "ref parameterBuffer.State.Reference", "workspace.Training", "false")});");
                    }

                    writer.Lines("", "workspace.AwaitAll();");
                }

                string call = "ForwardRows(ref parameterBuffer.Reference, ref derived, ref MemoryMarshal.GetReference(input), ref memory, capacity, workspace.FirstRow, workspace.Rows";
                string more = More(plan, "ref parameterBuffer.State.Reference", "ref scratch", "workspace.Training, workspace.Seed, workspace.Step, workspace.FirstRow", "false", "workspace");
                writer.Lines(call.Length + more.Length <= LongestCall + 20 ? [$"{call}{more});"] : [call + ",", $"    {more.Substring(2)});"]);
            }

            writer.Lines("", "/// <summary>Predicts in blocks of rows whose activations stay in the cache.</summary>", Optimize);
            Predict(writer, plan);
            if (plan.Derive.Count > 0)
            {
                writer.Lines("", "/// <summary>Computes the weights in effect.</summary>", Optimize);
                using (writer.Braces($"private static void Derive(ref float parameters, ref float derived{MoreOf(plan.Derive, "ref float state", "bool training", "bool isPrediction")})"))
                {
                    Steps(writer, plan, plan.Derive);
                }
            }

            if (plan.Stream is { } stream)
            {
                StreamEmitter.Emit(writer, plan, stream);
            }

            writer.Lines("", Optimize);
            using (writer.Braces($"private static void ForwardRows(ref float parameters, ref float derived, ref float x, ref float memory, nint capacity, int first, int rows{More(plan, "ref float state", "ref float scratch", "bool training, long seed, long step, int firstRow", "bool isPrediction", "Workspace? workspace")})"))
            {
                if (plan.Forward.Any(static s => s.Phase == StepPhase.Batch))
                {
                    writer.Line("int batch = workspace is null ? rows : workspace.Batch;");
                }

                Steps(writer, plan, plan.Forward, Sharing.Forward);
                if (plan.ForwardAwaitsAtEnd)
                {
                    writer.Line("workspace?.AwaitAll();");
                }
            }
        });

    public static string EmitBackward(NetworkPlan plan) => SourceFile.InKernels(
        $"The loss and the backward pass of {plan.Model.Name}: the chain rule, from the last layer to the first.", plan.Model, [],
        writer =>
        {
            if (plan.Loss is { } loss)
            {
                writer.Lines($"/// <summary>{Text.Xml(loss.Formula)}</summary>", Optimize);
                using (writer.Braces("public static float Loss(ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, Workspace workspace)"))
                {
                    writer.Lines(
                        "ref float memory = ref workspace.Reference;",
                        "nint capacity = workspace.Capacity;",
                        $"ref float {plan.Output.Name} = ref Unsafe.Add(ref memory, {Text.Of(plan.Output.Offset)} * capacity);",
                        $"ref float {plan.OutputGradient.Name} = ref Unsafe.Add(ref memory, {Text.Of(plan.OutputGradient.Offset)} * capacity);",
                        $"return {loss.Method}(ref {plan.Output.Name}, {Text.Of(plan.Output.Stride)}, targets, {(loss.TakesLabels ? "labels, " : "")}ref {plan.OutputGradient.Name}, {PlanBuilder.Rows(plan.Output).Value.Replace("rows", "workspace.Batch")}, {Text.Of(plan.Output.Columns)}, Reduction.{plan.Model.Loss!.Reduction}{loss.Extra}, workspace);");
                }

                writer.Line();
            }

            writer.Lines(
                "/// <summary>From the gradient of the loss with respect to the output to that of every parameter.</summary>",
                Optimize);
            using (writer.Braces("public static void Backward(ParameterBuffer parameterBuffer, ReadOnlySpan<float> input, Workspace workspace)"))
            {
                writer.Lines(
                    "ref float parameters = ref parameterBuffer.Reference;",
                    "ref float gradients = ref workspace.Gradients.Reference;",
                    "ref float memory = ref workspace.Reference;",
                    "nint capacity = workspace.Capacity;");
                if (plan.Backward.Any(static s => s.Phase == StepPhase.Rows))
                {
                    writer.Lines(
                        "int first = workspace.FirstRow;",
                        "int rows = workspace.Rows;");
                }

                if (plan.Backward.Any(static s => s.Phase != StepPhase.Rows))
                {
                    writer.Line("int batch = workspace.Batch;");
                }

                if (Uses(plan.Backward, ArgumentKind.Scratch))
                {
                    writer.Line("ref float scratch = ref workspace.Scratch;");
                }

                if (Uses(plan.Backward, ArgumentKind.Derived))
                {
                    writer.Line($"ref float derived = ref Unsafe.Add(ref memory, ({Text.Of(plan.WorkspacePerRow)} * capacity) + {Text.Of(plan.ScratchLength)});");
                }

                if (Uses(plan.Backward, ArgumentKind.State))
                {
                    writer.Line("ref float state = ref parameterBuffer.State.Reference;");
                }

                foreach ((string name, string declaration) in s_trainingLocals)
                {
                    if (plan.Backward.Any(s => s.Arguments.Any(a => a.Kind == ArgumentKind.Text && a.Value == name)))
                    {
                        writer.Line(declaration);
                    }
                }

                if (plan.Backward.Any(s => s.Arguments.Any(a => a.Kind == ArgumentKind.Buffer && a.Value == plan.Buffers[0].Name)))
                {
                    writer.Line("ref float x = ref MemoryMarshal.GetReference(input);");
                }

                Steps(writer, plan, plan.Backward, Sharing.Backward);
            }
        });

    private static void Predict(CodeWriter writer, NetworkPlan plan)
    {
        int block = plan.PredictionBlock;
        using (writer.Braces("public static void Predict(ParameterBuffer parameterBuffer, ReadOnlySpan<float> input, Span<float> output, int rows)"))
        {
            Steps(writer, plan, plan.Checks);
            writer.Lines(
                $"int capacity = Math.Min(rows, {Text.Of(block)});",
                $"AlignedBuffer scratch = Prediction.Rent((capacity * {Text.Of(plan.ForwardPerRow)}) + {Text.Of(plan.DerivedLength + plan.ForwardScratchLength)});",
                "ref float memory = ref scratch.Reference;",
                $"ref float derived = ref Unsafe.Add(ref memory, capacity * {Text.Of(plan.ForwardPerRow)});");
            if (Uses(plan.Forward, ArgumentKind.Scratch))
            {
                writer.Line($"ref float temporary = ref Unsafe.Add(ref memory, (capacity * {Text.Of(plan.ForwardPerRow)}) + {Text.Of(plan.DerivedLength)});");
            }

            if (plan.Derive.Count > 0)
            {
                writer.Line($"Derive(ref parameterBuffer.Reference, ref derived{MoreOf(plan.Derive, "ref parameterBuffer.State.Reference", "false", "true")});");
            }

            using (writer.Braces($"for (int start = 0; start < rows; start += {Text.Of(block)})"))
            {
                writer.Lines(
                    $"int count = Math.Min({Text.Of(block)}, rows - start);",
                    $"ref float x = ref MemoryMarshal.GetReference(input.Slice(start * {Text.Of(plan.Model.Inputs)}));",
                    $"ForwardRows(ref parameterBuffer.Reference, ref derived, ref x, ref memory, capacity, 0, count{More(plan, "ref parameterBuffer.State.Reference", "ref temporary", "false, 0L, 0L, start", "true", "null")});",
                    $"ref float y = ref Unsafe.Add(ref memory, {Text.Of(plan.Output.Offset)} * (nint)capacity);",
                    $"CopyKernels.CopyRows(ref y, {Text.Of(plan.Output.Stride)}, ref MemoryMarshal.GetReference(output.Slice(start * {Text.Of(plan.Model.Outputs)})), {Text.Of(plan.Output.Columns)}, {PlanBuilder.Rows(plan.Output).Value.Replace("rows", "count")}, {Text.Of(plan.Output.Columns)});");
            }

            writer.Line("Prediction.Return(scratch);");
        }
    }

    private static void Steps(CodeWriter writer, NetworkPlan plan, EquatableArray<StepPlan> steps, Sharing sharing = Sharing.None) =>
        Steps(writer, plan.Buffers, steps, folded: plan.Layers.Count > Folder.Layers, sharing);

    /// <summary>The steps, and before them the buffers that they name.</summary>
    public static void Steps(
        CodeWriter writer, EquatableArray<BufferPlan> all, EquatableArray<StepPlan> steps, bool folded, Sharing sharing = Sharing.None)
    {
        Dictionary<string, BufferPlan> buffers = all.ToDictionary(static b => b.Name, StringComparer.Ordinal);
        List<FoldNode> nodes = Folder.Fold(Items(steps, buffers, sharing), folded);
        HashSet<string> named = FoldPrinter.Locals(nodes);
        foreach (BufferPlan buffer in all)
        {
            if (named.Contains(buffer.Name))
            {
                string memory = buffer.Space == BufferSpace.Carried ? "carried" : "memory";
                writer.Line($"ref float {buffer.Name} = ref Unsafe.Add(ref {memory}, {Text.Of(buffer.Offset)} * capacity);   // [rows, {buffer.Shape.Listed}], a row every {Text.Of(buffer.Stride)}");
            }
        }

        FoldPrinter.Print(writer, nodes);
    }

    /// <summary>A step each, but steps that a single row takes in one call, which are one item.</summary>
    private static IEnumerable<string[]> Items(EquatableArray<StepPlan> steps, Dictionary<string, BufferPlan> buffers, Sharing sharing)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i].Chain is not { } chain)
            {
                yield return Lines(steps[i], buffers, sharing);
                continue;
            }

            var lines = new List<string>();
            int first = i;
            for (; i < steps.Count && ReferenceEquals(steps[i].Chain, chain); i++)
            {
                lines.AddRange(Lines(steps[i], buffers, sharing));
            }

            string[] call = Call(steps[first] with { Method = chain.Method, Arguments = chain.Arguments }, buffers, sharing);
            yield return
            [
                "", "// " + Mark.Words(chain.Comment), .. Under("if (rows == 1 && Vector128.IsHardwareAccelerated)", call),
                .. Under("else", [.. lines.SkipWhile(static l => l.Length == 0)]),
            ];
            i--;
        }
    }

    private static string[] Lines(StepPlan step, Dictionary<string, BufferPlan> buffers, Sharing sharing)
    {
        string[] comment = step.Comment.Length > 0 ? ["", "// " + Mark.Words(step.Comment)] : [];
        string workspace = sharing == Sharing.Forward ? "workspace?" : "workspace";
        string[] awaits = sharing != Sharing.None && step.AwaitsAll ? [workspace + ".AwaitAll();"] : [];
        string[] call = Call(step, buffers, sharing);
        if (step.Use != StepUse.Always)
        {
            call = Under(step.Use == StepUse.Predictions ? "if (isPrediction)" : "if (!isPrediction)", call);
        }

        if (sharing != Sharing.None && step.Phase != StepPhase.Rows && !step.IsShared)
        {
            string own = sharing == Sharing.Forward ? $"if (workspace is null || workspace.Owns({Mark.Of(step.Turn)}))" : $"if (workspace.Owns({Mark.Of(step.Turn)}))";
            call = call.Length == 1 ? [$"{own} {call[0]}"] : Under(own, call);
        }

        return [.. comment, .. awaits, .. call];
    }

    private static string[] Under(string condition, string[] lines) => [condition, "{", .. lines.Select(static l => l.Length == 0 ? l : "    " + l), "}"];

    /// <summary>One line, or several where it would be longer than a screen is wide.</summary>
    private static string[] Call(StepPlan step, Dictionary<string, BufferPlan> buffers, Sharing sharing)
    {
        string[] arguments = [.. step.Arguments.Select(a => sharing == Sharing.None ? Print(a, buffers) : step.Phase == StepPhase.Rows ? OfRows(a, buffers) : OfBatch(a, buffers))];
        string call = $"{step.Method}({string.Join(", ", arguments)});";
        if (call.Length <= LongestCall || Mark.Plain(call).Length <= LongestCall)
        {
            return [call];
        }

        List<string> lines = [step.Method + "("];
        int length = LongestLine;
        for (int i = 0; i < arguments.Length; i++)
        {
            string text = arguments[i] + (i == arguments.Length - 1 ? ");" : ",");
            int size = Mark.Plain(arguments[i]).Length;
            bool continues = length + size < LongestLine;
            length = continues ? length + size + 2 : size;
            if (continues)
            {
                lines[lines.Count - 1] += " " + text;
            }
            else
            {
                lines.Add("    " + text);
            }
        }

        return [.. lines];
    }

    /// <summary>The thread's own rows of a buffer begin at its first row.</summary>
    private static string OfRows(Argument argument, Dictionary<string, BufferPlan> buffers)
    {
        if (argument.Kind != ArgumentKind.Buffer)
        {
            return Print(argument, buffers);
        }

        BufferPlan buffer = buffers[argument.Value];
        string first = $"first * {Text.Of(buffer.PerRow)}";
        return $"ref Unsafe.Add(ref {Place(buffer)}, {(argument.Offset == 0 ? first : $"({first}) + {Text.Of(argument.Offset)}")})";
    }

    /// <summary>What is computed from all rows is given the whole batch.</summary>
    private static string OfBatch(Argument argument, Dictionary<string, BufferPlan> buffers) =>
        argument.Kind == ArgumentKind.Text && (argument.Value == "rows" || argument.Value.StartsWith("rows ", StringComparison.Ordinal))
            ? "batch" + argument.Value.Substring(4)
            : Print(argument, buffers);

    private static string Print(Argument argument, Dictionary<string, BufferPlan> buffers) => argument.Kind switch
    {
        ArgumentKind.Buffer => argument.Offset == 0
            ? "ref " + Place(buffers[argument.Value])
            : $"ref Unsafe.Add(ref {Place(buffers[argument.Value])}, {Text.Of(argument.Offset)})",
        ArgumentKind.Parameter => $"ref Unsafe.Add(ref parameters, {Mark.Of(argument.Offset)})",
        ArgumentKind.Gradient => $"ref Unsafe.Add(ref gradients, {Mark.Of(argument.Offset)})",
        ArgumentKind.Derived => $"ref Unsafe.Add(ref derived, {Mark.Of(argument.Offset)})",
        ArgumentKind.State => $"ref Unsafe.Add(ref state, {Mark.Of(argument.Offset)})",
        ArgumentKind.Scratch => "ref scratch",
        ArgumentKind.Statistics => $"ref workspace.Statistics[{Mark.Of(argument.Offset)}]",
        ArgumentKind.StepNorms => $"ref workspace.StepGradientNorms[{Mark.Of(argument.Offset)}]",
        ArgumentKind.Share => $"workspace.Share({Mark.Of(argument.Offset)})",
        ArgumentKind.Null => "ref Unsafe.NullRef<float>()",
        _ => Mark.OfText(argument.Value),
    };

    private static string Place(BufferPlan buffer) => buffer.Space == BufferSpace.Input ? buffer.Name : Mark.Place(buffer.Name, buffer.Space == BufferSpace.Carried ? "carried" : "memory", buffer.Offset);

    /// <summary>What only some networks' passes are given.</summary>
    private static string More(NetworkPlan plan, string state, string scratch, string training, string isPrediction, string workspace) =>
        (Uses(plan.Forward, ArgumentKind.State) ? ", " + state : "")
        + (Uses(plan.Forward, ArgumentKind.Scratch) ? ", " + scratch : "")
        + (plan.UsesTraining ? ", " + training : "")
        + (IsConditional(plan.Forward) ? ", " + isPrediction : "")
        + (plan.ForwardAwaits ? ", " + workspace : "");

    /// <summary>What only some networks' computation of weights in effect is given.</summary>
    public static string MoreOf(EquatableArray<StepPlan> derive, string state, string training, string isPrediction) =>
        (Uses(derive, ArgumentKind.State) ? ", " + state : "")
        + (derive.Any(static s => s.Arguments.Contains(Argument.Text("training"))) ? ", " + training : "")
        + (IsConditional(derive) ? ", " + isPrediction : "");

    private static bool IsConditional(EquatableArray<StepPlan> steps) => steps.Any(static s => s.Use != StepUse.Always);

    public static bool Uses(EquatableArray<StepPlan> steps, ArgumentKind kind) => steps.Any(s => s.Arguments.Any(a => a.Kind == kind));
}
