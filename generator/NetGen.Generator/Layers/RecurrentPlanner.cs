using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>The steps of one recurrent layer, in one direction or both.</summary>
internal sealed class RecurrentPlanner(RecurrentModel layer, PlanBuilder plan)
{
    private readonly int _stride = PlanBuilder.Padded(layer.Units);

    private bool IsGRU => layer.Kind == "GRU";

    private bool IsPenalised => layer.Regularisation.L1 != 0 || layer.Regularisation.L2 != 0;

    private string Name => layer.Name;

    private string AllSteps => layer.Steps == 1 ? "rows" : $"rows * {Text.Of(layer.Steps)}";

    /// <summary>The halves of a bidirectional output lie side by side as they are, or have to be put together.</summary>
    private bool IsPacked => layer.Bidirectional && layer.Units != _stride;

    private IEnumerable<bool> Directions => layer.Bidirectional ? [false, true] : [false];

    /// <summary>The name of a parameter of one direction.</summary>
    public static string Suffix(string suffix, bool reverse) => reverse ? "reverse" + Text.Pascal(suffix) : suffix;

    public void Forward()
    {
        if (plan.IsStreaming)
        {
            Stream();
            return;
        }

        BufferPlan x = plan.LayerInput(layer);
        BufferPlan output = plan.NewOutput(layer);
        BufferPlan? lengths = plan.Lengths(layer.Steps);
        foreach (bool reverse in Directions)
        {
            Parameters(reverse);
            BufferPlan gates = plan.NewBuffer(Local("gates", reverse), Shape.Of(layer.Steps, layer.Blocks * _stride));
            BufferPlan previous = plan.NewBuffer(Local("previous", reverse), Shape.Of(layer.Steps, _stride));
            Input(x, gates, reverse);
            (Argument y, int step) = Half(output, "half", reverse, plan.NewTemporary);
            RecurrentKernelPlan kernel = Kernel(reverse);
            BufferPlan recurrent = plan.NewTemporary(Name + "_recurrent", Shape.Of(layer.Gates * _stride));
            List<Argument> arguments = [Argument.Ref(gates)];
            if (layer.Kind == "LSTM")
            {
                arguments.Add(Argument.Ref(plan.NewBuffer(Local("cells", reverse), Shape.Of(layer.Steps, _stride))));
                arguments.Add(Argument.Ref(plan.NewBuffer(Local("squashed", reverse), Shape.Of(layer.Steps, _stride))));
            }

            arguments.AddRange([Argument.Ref(previous), Argument.Ref(recurrent), InEffect("recurrentWeight", reverse)]);
            if (IsGRU)
            {
                arguments.Add(OrNull(Weight("recurrentBias", reverse)));
            }

            arguments.AddRange([y, Argument.Number(step), OrNull(lengths), Argument.Text("rows")]);
            plan.Forward($"{Name}: {kernel.Walk}   [rows, {Text.Of(layer.Steps)}, {Text.Of(layer.Units)}]", kernel.Name + "_Forward", [.. arguments]);
        }

        if (IsPacked)
        {
            plan.Forward(
                $"{Name}: both directions side by side   [rows, {output.Shape.Listed}]", "SequenceKernels.Concatenate",
                Argument.Ref(plan.Temporary(HalfName("half", false))), Argument.Ref(plan.Temporary(HalfName("half", true))), Argument.Ref(output),
                PlanBuilder.Rows(output), Argument.Number(layer.Units), Argument.Number(_stride), Argument.Number(output.Stride));
        }
    }

    /// <summary>One step, from the state that the caller keeps to the next.</summary>
    private void Stream()
    {
        BufferPlan x = plan.LayerInput(layer);
        BufferPlan output = plan.NewOutput(layer);
        Parameters(reverse: false);
        BufferPlan gates = plan.NewTemporary(Name + "_gates", Shape.Of(1, layer.Blocks * _stride));
        BufferPlan recurrent = plan.NewTemporary(Name + "_recurrent", Shape.Of(layer.Gates * _stride));
        BufferPlan hidden = plan.NewCarried(Name + "_hidden", layer.Units);
        Input(x, gates, reverse: false);
        Argument width = Argument.Number(layer.Gates * _stride), stride = Argument.Number(_stride), rows = Argument.Text("rows");
        plan.Forward(
            $"{Name}: u = h' U   [rows, {Text.Of(layer.Units)}] x [{Text.Of(layer.Units)}, {Text.Of(layer.Gates)} x {Text.Of(layer.Units)}]", "MatrixProduct.Multiply",
            Argument.Ref(hidden), stride, Argument.Number(1), InEffect("recurrentWeight", false), width, Argument.Ref(recurrent), width,
            OrNull(Weight("recurrentBias", false)), rows, width, Argument.Number(layer.Units));
        List<Argument> arguments = [Argument.Ref(gates), Argument.Number(gates.Stride), Argument.Ref(recurrent)];
        switch (layer.Kind)
        {
            case "LSTM":
                BufferPlan cell = plan.NewCarried(Name + "_cell", layer.Units);
                BufferPlan squashed = plan.NewTemporary(Name + "_squashed", Shape.Of(_stride));
                arguments.AddRange([Argument.Ref(cell), stride, Argument.Ref(cell), Argument.Ref(squashed), stride]);
                break;
            case "GRU":
                arguments.AddRange([Argument.Ref(hidden), stride]);
                break;
        }

        arguments.AddRange([Argument.Ref(hidden), stride, Argument.Ref(output), Argument.Number(output.Stride), Argument.Null, Argument.Number(0)]);
        if (layer.Kind == "SimpleRNN")
        {
            arguments.Add(Argument.Text(Text.Of(layer.Rectify)));
        }

        RecurrentKernelPlan kernel = new(layer.Kind, 1, layer.Units, layer.Sequences, Reverse: false, 0, layer.Rectify, Masked: false, Measured: false);
        plan.Forward($"{Name}: {kernel.Walk}   [rows, {Text.Of(layer.Units)}]", layer.Kind + "Kernels.Forward", [.. arguments, rows, stride]);
    }

    public void Backward()
    {
        BufferPlan x = plan.LayerInput(layer);
        BufferPlan dOutput = plan.Gradient(layer);
        BufferPlan? lengths = plan.Lengths(layer.Steps);
        if (IsPacked)
        {
            Shape half = dOutput.Shape.WithChannels(layer.Units);
            BufferPlan first = plan.NewTemporary(HalfName("dHalf", false), half);
            BufferPlan second = plan.NewTemporary(HalfName("dHalf", true), half);
            plan.Backward(
                $"{Name}: dL/dh of both directions apart   [rows, {dOutput.Shape.Listed}]", "SequenceKernels.Split",
                Argument.Ref(dOutput), Argument.Ref(first), Argument.Ref(second),
                PlanBuilder.Rows(dOutput), Argument.Number(layer.Units), Argument.Number(_stride), Argument.Number(dOutput.Stride));
        }

        BufferPlan? dx = null;
        foreach (bool reverse in Directions)
        {
            Walk(dOutput, lengths, reverse);
            Gradients(x, reverse);
            if (!plan.NeedsInputGradient(layer))
            {
                continue;
            }

            BufferPlan own = dx is null ? plan.NewInputGradient(layer) : plan.NewTemporary(Name + "_dx", layer.Input);
            InputGradient(own, reverse);
            if (dx is not null)
            {
                plan.Backward(
                    $"{Name}: dL/dx += that of the walk from the end", "SequenceKernels.AddToEach",
                    Argument.Ref(dx), Argument.Ref(own), Argument.Ref(dx), Argument.Number(1), PlanBuilder.Floats(dx));
            }

            dx ??= own;
        }
    }

    private void Walk(BufferPlan dOutput, BufferPlan? lengths, bool reverse)
    {
        RecurrentKernelPlan kernel = Kernel(reverse);
        (Argument dy, int step) = Half(dOutput, "dHalf", reverse, (name, _) => plan.Temporary(name));
        BufferPlan dHidden = plan.NewTemporary(Name + "_dHidden", Shape.Of(_stride));
        plan.NeedScratch(layer.Gates * _stride * _stride);
        List<Argument> arguments = [Argument.Ref(Kept("gates", reverse))];
        switch (layer.Kind)
        {
            case "LSTM":
                arguments.AddRange([Argument.Ref(Kept("cells", reverse)), Argument.Ref(Kept("squashed", reverse))]);
                break;
            case "GRU":
                arguments.Add(Argument.Ref(Kept("previous", reverse)));
                break;
        }

        arguments.AddRange([InEffect("recurrentWeight", reverse), Argument.Scratch, dy, Argument.Number(step), Argument.Ref(dHidden)]);
        if (layer.Kind != "SimpleRNN")
        {
            arguments.Add(Argument.Ref(plan.NewTemporary(Name + (IsGRU ? "_dPassed" : "_dCell"), Shape.Of(_stride))));
        }

        arguments.Add(OrNull(lengths));
        BufferPlan? norms = null;
        if (kernel.Measured)
        {
            norms = plan.NewTemporary(Name + "_norms", Shape.Of(layer.Steps));
            arguments.Add(Argument.Ref(norms));
        }

        arguments.Add(Argument.Text("rows"));
        plan.Backward($"{Name}: {kernel.WalkBack}", kernel.Name + "_Backward", [.. arguments]);
        if (norms is not null)
        {
            plan.BackwardParameters(
                $"{Name}: |dL/dh(t)| over the batch, for each step", "SequenceKernels.StepNorms",
                Argument.Ref(norms), Argument.Number(norms.Stride), Argument.StepNorms(plan.StepNormsOffset(layer, reverse)), Argument.Text("rows"), Argument.Number(layer.Steps));
        }
    }

    private void Gradients(BufferPlan x, bool reverse)
    {
        BufferPlan gates = Kept("gates", reverse), previous = Kept("previous", reverse);
        ParameterPlan weight = Weight("weight", reverse)!, recurrent = Weight("recurrentWeight", reverse)!;
        string kernel = IsGRU ? GRUInput().Name : "";
        string equation = $"{Name}: dL/dW = x^T dL/dz over all rows and steps   [{Text.Of(layer.Features)}, {AllSteps}] x [{AllSteps}, {Text.Of(layer.Gates)} x {Text.Of(layer.Units)}]";
        if (IsGRU)
        {
            plan.BackwardParameters(
                equation, kernel + "_WeightGradient",
                Argument.Ref(x), Argument.Number(x.Stride), Argument.Ref(gates), Argument.Gradient(weight), Argument.Text(AllSteps));
            Complete(weight);
            plan.BackwardParameters(
                $"{Name}: dL/dU = h'^T dL/du over all rows and steps", kernel + "_RecurrentWeightGradient",
                Argument.Ref(previous), Argument.Ref(gates), Argument.Gradient(recurrent), Argument.Text(AllSteps));
        }
        else
        {
            Argument rows = Argument.Text(AllSteps);
            plan.WeightGradient(equation, plan.Dense(layer.Features, layer.Gates * _stride, needsInputGradient: false), x, gates, weight, rows, Measured(weight));
            Complete(weight);
            plan.WeightGradient(
                $"{Name}: dL/dU = h'^T dL/dz over all rows and steps",
                plan.Dense(layer.Units, layer.Gates * _stride, needsInputGradient: false), previous, gates, recurrent, rows, Measured(recurrent));
        }

        Complete(recurrent);
        if (Weight("bias", reverse) is not { } bias)
        {
            return;
        }

        if (Weight("recurrentBias", reverse) is { } recurrentBias)
        {
            plan.NeedScratch(4 * _stride);
            plan.BackwardParameters(
                $"{Name}: dL/db, dL/dc = sums of dL/dz and dL/du over all rows and steps", kernel + "_BiasGradients",
                Argument.Ref(gates), Argument.Scratch, Argument.Gradient(bias), Argument.Gradient(recurrentBias), Argument.Text(AllSteps));
            plan.Measure(bias);
            plan.Measure(recurrentBias);
            return;
        }

        plan.BackwardParameters(
            $"{Name}: dL/db = sum of dL/dz over all rows and steps", "ColumnSumKernel.Sum",
            Argument.Ref(gates), Argument.Number(gates.Stride), Argument.Gradient(bias), Argument.Text(AllSteps), plan.Measured(bias));
    }

    private void InputGradient(BufferPlan dx, bool reverse)
    {
        int width = layer.Gates * _stride;
        plan.NeedScratch(width * PlanBuilder.Padded(layer.Features));
        plan.Backward(
            $"{Name}: dL/dx = dL/dz W^T   [{AllSteps}, {Text.Of(layer.Gates)} x {Text.Of(layer.Units)}] x [{Text.Of(layer.Gates)} x {Text.Of(layer.Units)}, {Text.Of(layer.Features)}]",
            (IsGRU ? GRUInput().Name : plan.Dense(layer.Features, width, needsInputGradient: true).Name) + "_InputGradient",
            Argument.Read(Kept("gates", reverse)), InEffect("weight", reverse), Argument.Scratch, Argument.Ref(dx), Argument.Text(AllSteps));
    }

    /// <summary>The products of dense layers measure their result on the way, where it is complete.</summary>
    private Argument Measured(ParameterPlan weight) => IsPenalised || layer.Scheme != WeightScheme.None ? PlanBuilder.Unmeasured : plan.Measured(weight);

    private void Complete(ParameterPlan weight)
    {
        WeightPenalty.Plan(layer, weight, plan);
        EffectiveWeight.PlanGradient(layer, weight, plan, isMeasured: !IsPenalised && !IsGRU && layer.Scheme == WeightScheme.None);
    }

    private void Parameters(bool reverse)
    {
        InitializerModel zeros = new(Init.Zeros, 1, Fan.In, Distribution.Normal);
        EffectiveWeight.Plan(
            layer, plan.NewGates(layer, ParameterRole.Weight, layer.Features, layer.Gates, layer.Units, layer.WeightInit, Suffix("weight", reverse), layer.Regularisation),
            layer.Scheme, plan);
        EffectiveWeight.Plan(
            layer, plan.NewGates(layer, ParameterRole.RecurrentWeight, layer.Units, layer.Gates, layer.Units, layer.RecurrentInit, Suffix("recurrentWeight", reverse), layer.Regularisation),
            layer.Scheme, plan);
        if (layer.Bias)
        {
            plan.NewGates(layer, ParameterRole.Bias, 1, layer.Gates, layer.Units, zeros, Suffix("bias", reverse), bias: layer.GateBias);
            if (IsGRU)
            {
                plan.NewGates(layer, ParameterRole.RecurrentBias, 1, layer.Gates, layer.Units, zeros, Suffix("recurrentBias", reverse));
            }
        }
    }

    private void Input(BufferPlan x, BufferPlan gates, bool reverse)
    {
        string kernel = IsGRU
            ? GRUInput().Name
            : plan.Dense(layer.Features, layer.Gates * _stride, plan.NeedsInputGradient(layer)).Name;
        plan.Forward(
            $"{Name}: z = x W{(layer.Bias ? " + b" : "")}{(layer.Steps == 1 ? "" : " for all steps")}   [{AllSteps}, {Text.Of(layer.Features)}] x [{Text.Of(layer.Features)}, {Text.Of(layer.Gates)} x {Text.Of(layer.Units)}]",
            kernel + "_Forward",
            Argument.Ref(x), Argument.Number(x.Stride), InEffect("weight", reverse), OrNull(Weight("bias", reverse)), Argument.Ref(gates), Argument.Text(AllSteps));
    }

    private RecurrentKernelPlan Kernel(bool reverse) => plan.Kernel(new RecurrentKernelPlan(
        layer.Kind, layer.Steps, layer.Units, layer.Sequences, reverse, layer.Truncate, layer.Rectify, plan.Lengths(layer.Steps) is not null, plan.IsInstrumented));

    private GRUInputKernelPlan GRUInput() => plan.Kernel(new GRUInputKernelPlan(layer.Features, layer.Units, plan.NeedsInputGradient(layer)));

    /// <summary>Where one direction's output, or its gradient, lies, and how far its steps are apart.</summary>
    private (Argument Argument, int Step) Half(BufferPlan whole, string name, bool reverse, Func<string, Shape, BufferPlan> make)
    {
        if (IsPacked)
        {
            BufferPlan half = make(HalfName(name, reverse), whole.Shape.WithChannels(layer.Units));
            return (Argument.Ref(half), half.Stride);
        }

        return (Argument.At(whole, reverse ? _stride : 0), whole.Stride);
    }

    private BufferPlan Kept(string name, bool reverse) => plan.Buffer(Local(name, reverse));

    private ParameterPlan? Weight(string suffix, bool reverse) => plan.Parameter(layer, Suffix(suffix, reverse));

    /// <summary>The weights that the layer computes with.</summary>
    private Argument InEffect(string suffix, bool reverse) => EffectiveWeight.Of(Weight(suffix, reverse)!, plan);

    private string Local(string name, bool reverse) => $"{Name}_{Suffix(name, reverse)}";

    private string HalfName(string name, bool reverse) => $"{Name}_{Suffix(name, reverse)}";

    private static Argument OrNull(BufferPlan? buffer) => buffer is null ? Argument.Null : Argument.Ref(buffer);

    private static Argument OrNull(ParameterPlan? parameter) => parameter is null ? Argument.Null : Argument.Parameter(parameter);
}
