namespace NetGen.Generator.GradientFlow;

/// <summary>A layer that walks through a sequence with one set of weights, in energies of a <see cref="RecurrentCell"/>.</summary>
internal sealed record RecurrentFlow : WeightedFlow
{
    // Behind so many steps nothing changes any more.
    private const int MostSteps = 4096;

    // Of a memory's inputs at two steps.
    private const double MostInCommon = 0.3;

    public required int Steps { get; init; }

    public required bool Sequences { get; init; }

    public required int Directions { get; init; }

    /// <summary>Steps after which the gradient is cut, or 0.</summary>
    public required int Truncate { get; init; }

    /// <summary>The weights of the state.</summary>
    public required WeightDistribution Recurrent { get; init; }

    /// <summary>"SimpleRNN", "LSTM" or "GRU".</summary>
    public required string Cell { get; init; }

    public bool Rectify { get; init; }

    /// <summary>What the biases of the gate that keeps start at; the forget gate's of an LSTM with chrono initialisation in the mean.</summary>
    public double Keep { get; init; }

    /// <summary>What the biases of an LSTM's input gate start at.</summary>
    public double Entry { get; init; }

    public override string? Problem => Weight.Problem ?? Recurrent.Problem;

    public override bool IsHeuristic => Cell != "SimpleRNN";

    private int Gates => Cell == "LSTM" ? 4 : Cell == "GRU" ? 3 : 1;

    private int Units => Outputs / Directions;

    public override double WeightCount => (double)Directions * Gates * Units * (Inputs + Units);

    public override double LogWeightNorm => Math.Log((double)Directions * Gates * Units * ((Inputs * Weight.Variance) + (Units * Recurrent.Variance))) / 2;

    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal x = Input(node).Settled();
        if (Cell != "SimpleRNN" && (x.Product.Places.Average > MostInCommon || IsRecurrent(node.Sources[0])))
        {
            // A memory then adds up what steps have in common, which energies do not see.
            return context.Refuse(node, $"behind {node.Sources[0]}, whose steps have too much in common");
        }

        Walk walk = WalkOf(node, context);
        double state = walk.Last.State;
        double squares = Sequences ? walk.Cell.Steps.Average(static s => s.State) : state;
        return new Signal
        {
            Positions = node.Positions,
            Channels = node.Channels,
            LogSquare = Math.Log(Math.Max(squares, 1e-300)),
            Product = new Pairs(walk.Samples.Spread(Units), Pair.Independent(Units).Map(p => walk.Places + ((1 - walk.Places) * p)), walk.Samples.Spread(Units)),
            Mean = Rectify ? Math.Sqrt(1 / Math.PI) : 0,
            Moments = context.Moments(GateFunctions.Tanh, FlowContext.Quantize(Math.Round(Math.Log(Math.Max(walk.Last.Z, 1e-30)) * 200) / 200), 0),
            Weights = (node.Index, node.Index),
        };
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context)
    {
        Sums sums = SumsOf(node, context);
        return new Gradient(
            node.Gradient.LogSquare + Math.Log(Inputs * Weight.Variance) + Math.Log(Math.Max(sums.Own.Gates, 1e-300)), sums.Pairs(node.Gradient.Pairs));
    }

    public override (double LogSquare, double CrossShare) Weights(FlowNode node, FlowContext context)
    {
        Signal x = Input(node).Settled();
        Sums sums = SumsOf(node, context);
        Gradient gates = new(node.Gradient.LogSquare + Math.Log(Math.Max(sums.Own.Gates, 1e-300)), sums.Pairs(node.Gradient.Pairs));
        (double log, double cross) = gates.OfBatch(Math.Log(Inputs) + x.LogSquare, x.Product, context.Batch);

        // The state's weights: what their gradients have in common between samples comes with the states' products.
        double own = sums.Own.Recurrent;
        double pairs = sums.Samples.Average(static (s, r) => s * r, node.Gradient.Pairs.Samples);
        double rate = own > 0 ? (context.Batch - 1) * pairs / own : 0;
        double recurrent = node.Gradient.LogSquare + Math.Log(Math.Max(Units * own, 1e-300)) - Math.Log(context.Batch) + SpecialFunctions.LogOnePlus(Math.Max(-0.999, rate));
        double sum = SpecialFunctions.LogAdd(log, recurrent);
        double share = Math.Exp(log - sum);
        return (sum, (share * cross) + ((1 - share) * Math.Max(0, rate / (1 + rate))));
    }

    public override (double LogSquare, double CrossShare) Biases(FlowNode node, FlowContext context)
    {
        Sums sums = SumsOf(node, context);
        Gradient gates = new(node.Gradient.LogSquare + Math.Log(Math.Max(sums.Own.Gates, 1e-300)), sums.Pairs(node.Gradient.Pairs));
        return gates.OfBatch(0, Pairs.Of(Pair.Of(1)), context.Batch);
    }

    /// <summary>The factor on the squared gradient for one step back in time.</summary>
    public double StepFactor(FlowNode node, FlowContext context) => WalkOf(node, context).Cell.StepFactor();

    /// <summary>
    /// log10 of the norm of dL/dh at the first step that it reaches over that at the last but one, which has it through the state, for gradients of the outputs that have nothing in
    /// common; NaN where there are no steps between.
    /// </summary>
    public double DecadesOverTime(FlowNode node, FlowContext context)
    {
        RecurrentCell cell = WalkOf(node, context).Cell;
        int steps = cell.Steps.Count;
        (double state, double memory, double late, int reached) = (0, 0, 0, 0);
        for (int t = steps - 1; t >= 0; t--)
        {
            state += Sequences || t == steps - 1 ? 1 : 0;
            late = ++reached == 2 ? state : late;
            if (t == 0 || (Truncate > 0 && t % Truncate == 0))
            {
                // A cut: nothing reaches the steps before.
                break;
            }

            RecurrentCell.Energies back = cell.Back(cell.Steps[t], state, memory, pairs: false);
            (state, memory) = (back.State, back.Memory);
        }

        return reached < 3 || late <= 0 ? double.NaN : Math.Log10(Math.Max(state, 1e-300) / late) / 2;
    }

    private static bool IsRecurrent(FlowNode node)
    {
        while (node.Step is not WeightedFlow && node.Sources.Length == 1)
        {
            node = node.Sources[0];
        }

        return node.Step is RecurrentFlow;
    }

    private Walk WalkOf(FlowNode node, FlowContext context) => context.Once((node, "walk"), () => new Walk(this, Input(node).Settled(), context));

    private Sums SumsOf(FlowNode node, FlowContext context) => context.Once((node, "sums"), () => new Sums(this, WalkOf(node, context)));

    private RecurrentCell NewCell(FlowContext context)
    {
        double gain = Math.Log(Units * Recurrent.Variance);
        return Cell switch
        {
            "LSTM" => new LongShortCell(context, gain, Keep, Entry),
            "GRU" => new GatedCell(context, gain, Keep),
            _ => new SimpleCell(context, gain, Rectify ? GateFunctions.ReLU : GateFunctions.Tanh),
        };
    }

    /// <summary>The states, walked for both signs of the samples' cosine.</summary>
    private sealed class Walk
    {
        public Walk(RecurrentFlow flow, Signal x, FlowContext context)
        {
            double input = (flow.Inputs * flow.Weight.Variance * Math.Exp(x.LogSquare)) + flow.BiasVariance;
            double share = (input - flow.BiasVariance) / input;
            int steps = Math.Min(flow.Steps, MostSteps);
            Cell = flow.NewCell(context);
            Low = flow.NewCell(context);
            RecurrentCell places = flow.NewCell(context);
            for (int t = 0; t < steps; t++)
            {
                Cell.Advance(input, 1 - share + (share * x.Product.Samples.High));
                Low.Advance(input, 1 - share + (share * x.Product.Samples.Low));
                places.Advance(input, 1 - share + (share * x.Product.Places.Average));
            }

            Last = Cell.Steps[steps - 1];
            RecurrentCell.Step low = Low.Steps[steps - 1], last = places.Steps[steps - 1];
            Samples = Last.State > 0 ? new Pair(Last.StateProduct / Last.State, low.StateProduct / low.State) : default;
            Places = last.State > 0 ? last.StateProduct / last.State : 0;
        }

        public RecurrentCell Cell { get; }

        public RecurrentCell Low { get; }

        public RecurrentCell.Step Last { get; }

        public Pair Samples { get; }

        public double Places { get; }
    }

    /// <summary>The gates' gradients summed over the steps, for a gradient of 1 of the outputs.</summary>
    private sealed class Sums(RecurrentFlow flow, Walk walk)
    {
        public RecurrentCell.Energies Own { get; } = flow.Total(walk.Cell, pairs: false, 1);

        private RecurrentCell.Energies High { get; } = flow.Total(walk.Cell, pairs: true, 1);

        private RecurrentCell.Energies Low { get; } = flow.Total(walk.Low, pairs: true, 1);

        public RecurrentPairs Samples => new(High.Recurrent, Low.Recurrent);

        /// <summary>What gradients have in common behind the layer, from what they have before it.</summary>
        public Pairs Pairs(Pairs behind)
        {
            var factor = Own.Gates > 0 ? new Pair(High.Gates / Own.Gates, Low.Gates / Own.Gates) : default;
            return behind.MapPair(p => p.With(factor, static (r, f) => r * f));
        }
    }

    private readonly record struct RecurrentPairs(double High, double Low)
    {
        public double Average(Func<double, double, double> product, Pair with) => (product(High, with.High) + product(Low, with.Low)) / 2;
    }

    private RecurrentCell.Energies Total(RecurrentCell cell, bool pairs, double output)
    {
        int steps = cell.Steps.Count;
        (double state, double memory, double gates, double recurrent) = (0, 0, 0, 0);
        for (int t = steps - 1; t >= 0; t--)
        {
            if (Truncate > 0 && (t + 1) % Truncate == 0)
            {
                (state, memory) = (0, 0);
            }

            state += Sequences ? output / steps : t == steps - 1 ? output : 0;
            RecurrentCell.Step step = cell.Steps[t];
            RecurrentCell.Energies back = cell.Back(step, state, memory, pairs);
            gates += back.Gates;
            recurrent += back.Recurrent * (pairs ? step.BeforeProduct : step.Before);
            (state, memory) = (back.State, back.Memory);
        }

        return new RecurrentCell.Energies(state, memory, gates, recurrent);
    }
}
