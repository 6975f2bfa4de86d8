namespace NetGen.Generator.GradientFlow;

/// <summary>A layer that walks through a sequence with one set of weights.</summary>
internal sealed record RecurrentFlow : WeightedFlow
{
    /// <summary>The steps that are followed one by one: of a longer sequence the last, and what came before is continued from them.</summary>
    public const int MostSteps = 128;

    public required int Steps { get; init; }

    public required bool Sequences { get; init; }

    public required int Directions { get; init; }

    /// <summary>Steps after which the gradient is cut, or 0.</summary>
    public required int Truncate { get; init; }

    /// <summary>The weights of the state.</summary>
    public required WeightDistribution Recurrent { get; init; }

    /// <summary>ln of the scale that the state's weights in effect have more than the parameters.</summary>
    public double RecurrentLogScale { get; init; }

    /// <summary>What they are a multiple of the identity by, or NaN where they are random.</summary>
    public double Identity { get; init; } = double.NaN;

    /// <summary>"SimpleRNN", "LSTM" or "GRU".</summary>
    public required string Cell { get; init; }

    public bool Rectify { get; init; }

    /// <summary>What the biases of the gate that keeps start at.</summary>
    public double Keep { get; init; }

    /// <summary>The longest dependency that an LSTM is initialised for, or 0.</summary>
    public int Chrono { get; init; }

    public override string? Problem => Weight.Problem ?? Recurrent.Problem;

    public override bool KnowsTime => true;

    private int Gates => Cell == "LSTM" ? 4 : Cell == "GRU" ? 3 : 1;

    private int Units => Outputs / Directions;

    /// <summary>The units times the variance of the state's weights.</summary>
    public double StateGain => double.IsNaN(Identity) ? Units * Recurrent.Variance * Math.Exp(2 * RecurrentLogScale) : 0;

    /// <summary>The inputs times the variance of their weights.</summary>
    private double Gain => Inputs * Weight.Variance * Math.Exp(2 * LogScale);

    private int Followed => Math.Min(Steps, MostSteps);

    public override double WeightCount => (double)Directions * Gates * Units * (Inputs + Units);

    public override double LogWeightNorm => Math.Log((double)Directions * Gates * Units * ((Inputs * Weight.Variance) + (Units * Recurrent.Variance))) / 2;

    /// <summary>None for all: <see cref="Weights"/> has one for each kind of weights.</summary>
    public override double LogGradientFactor => 0;

    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        RecurrentMemory memory = MemoryOf(node, context);
        RecurrentWalk walk = memory.Walk;
        TimeProducts states = memory.Outputs;
        double last = states.Own[^1], lastSamples = states.Samples[^1];
        double square = Math.Max(Sequences ? states.Squares / Followed : last, 1e-300);
        double samples = (Sequences ? states.SampleSquares / Followed : lastSamples) / square;
        (double places, double both) = states.Apart();
        double spread = memory.Spread / square;
        return new Signal
        {
            Positions = node.Positions,
            Channels = node.Channels,
            LogSquare = Math.Log(square),
            Product = new Pairs(
                new Pair(samples + spread, samples - spread).Spread(Units),
                Sequences ? Pair.Independent(Units).Map(p => (places / square) + ((1 - (places / square)) * p)) : default,
                Sequences ? new Pair((both / square) + spread, (both / square) - spread).Spread(Units) : default),
            Mean = walk.LastMean / Math.Sqrt(Math.Max(last, 1e-300)),
            Moments = context.Moments(GateFunctions.Tanh, FlowContext.Quantize(Math.Round(Math.Log(Math.Max(walk.LastVariance, 1e-30)) * 200) / 200), 0),
            Weights = (node.Index, node.Index),
            Time = Sequences ? states.Times(1 / square) : null,
        };
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context)
    {
        RecurrentMemory memory = MemoryOf(node, context);
        RecurrentGradient back = BackOf(node, context);
        TimeProducts gates = Directions > 1 ? back.Gates.BothWays() : back.Gates;
        double all = Math.Max(gates.Squares, 1e-300);
        TimeProducts time = gates.Times(1 / all);
        (double places, double both) = time.Apart();
        double pairs = (double)Followed * (Followed - 1);

        // What cosines and gradients of samples do together below is what they do behind the layer.
        double together = Together(node, memory) / (memory.InputGain * all);
        (double samplesHalf, double bothHalf) = memory.Halves(together);
        double placesHalf = memory.InputGain * memory.PlacesHalf * back.ByChance / all;
        double samples = time.SampleSquares;
        return new Gradient(
            node.Gradient.LogSquare + Math.Log(Gain) + Math.Log(all) + LogTail(back),
            new Pairs(
                new Pair(samples + samplesHalf, samples - samplesHalf), new Pair((places * pairs) + placesHalf, (places * pairs) - placesHalf), new Pair((both * pairs) + bothHalf, (both * pairs) - bothHalf)))
        {
            Time = time,
        };
    }

    public override (double LogSquare, double CrossShare) Weights(FlowNode node, FlowContext context)
    {
        RecurrentMemory memory = MemoryOf(node, context);
        RecurrentGradient back = BackOf(node, context);
        double together = Together(node, memory);
        (double own, double samples) = back.Gates.Dot(memory.Input, 0);
        double inputs = Inputs * memory.InputSquare * Left(Inputs, LogScale);
        own += memory.InputGain * memory.PlacesHalf * memory.PlacesHalf * back.ByChance;
        samples += together / memory.InputGain;
        (double ownState, double samplesState) = back.Recurrent.Dot(memory.Walk.States, 1);
        double units = Units * Left(Units, RecurrentLogScale);
        samplesState += together * memory.StateShare;
        return Batch(node, context, (inputs * own) + (units * ownState), (inputs * samples) + (units * samplesState), back);
    }

    public override (double LogSquare, double CrossShare) Biases(FlowNode node, FlowContext context)
    {
        TimeProducts gates = BackOf(node, context).Gates;
        return Batch(node, context, gates.Own.Sum(), gates.Samples.Sum(), BackOf(node, context));
    }

    /// <summary>
    /// log10 of the norm of dL/dh at the first step that it reaches over that at the last but one, which has it through the state; NaN where there
    /// are no steps between.
    /// </summary>
    public double DecadesOverTime(FlowNode node, FlowContext context)
    {
        double[] states = BackOf(node, context).States;
        int steps = Followed, before = Steps - steps;

        // Where only the last step has a gradient of its own, nothing comes past a cut.
        int first = Sequences || Truncate == 0 ? 0 : Math.Max(0, ((Steps - 1) / Truncate * Truncate) - before);
        if (steps - first < 3 || states[steps - 2] <= 0)
        {
            return double.NaN;
        }

        double decades = Math.Log10(Math.Max(states[first], 1e-300) / states[steps - 2]) / 2;
        return first == 0 && before > 0 && (Truncate == 0 || Truncate >= Steps) ? decades + (before * LogRate(states) / (2 * Math.Log(10))) : decades;
    }

    /// <summary>The factor on the squared gradient of the state for one step back, where it has settled.</summary>
    public double StepFactor(FlowNode node, FlowContext context) => Math.Exp(LogRate(BackOf(node, context).States));

    private RecurrentMemory MemoryOf(FlowNode node, FlowContext context) => context.Once((node, "memory"), () =>
    {
        Signal x = Input(node).Settled();
        TimeProducts input = x.Time ?? TimeProducts.Alike(Followed, 1, x.Product);
        input = Directions > 1 && x.Time is not null ? input.BothWays() : input;
        double gain = Gain * Math.Exp(x.LogSquare);
        TimeProducts variance = input.Times(gain, BiasVariance);
        double chance = Half(x.Product.Places) * gain / (gain + BiasVariance);
        return new RecurrentMemory(this, Walk(variance, chance, context), x, input, gain, Directions > 1);
    });

    private RecurrentWalk Walk(TimeProducts input, double chance, FlowContext context)
    {
        int before = Steps - Followed;
        return Cell switch
        {
            "LSTM" => new LongShortWalk(input, before, StateGain, Keep, Chrono, chance),
            "GRU" => new GatedWalk(input, before, StateGain, Keep, chance),
            _ when !double.IsNaN(Identity) => new IdentityWalk(input, before, Identity * Math.Exp(RecurrentLogScale), Rectify),
            _ => new SimpleWalk(input, before, StateGain, Rectify ? GateFunctions.ReLU : GateFunctions.Tanh, context),
        };
    }

    /// <summary>What the gates get, for a squared gradient of the output of 1.</summary>
    private RecurrentGradient BackOf(FlowNode node, FlowContext context) => context.Once((node, "back"), () =>
    {
        RecurrentMemory memory = MemoryOf(node, context);
        Gradient gradient = node.Gradient;
        if (!Sequences && Truncate == 0)
        {
            return memory.Response.InCommon(gradient.Pairs.Samples.Average);
        }

        TimeProducts? time = Sequences ? gradient.Time : TimeProducts.Last(Followed, 1, gradient.Pairs.Samples.Average);
        if (time is null)
        {
            double apart = Math.Max(1, Steps - 1);
            Pairs pairs = new(gradient.Pairs.Samples, gradient.Pairs.Places.Map(p => p / apart), gradient.Pairs.Both.Map(p => p / apart));
            time = TimeProducts.Alike(Followed, 1.0 / Steps, pairs);
        }

        return memory.Walk.Back(Directions > 1 && gradient.Time is not null ? time.BothWays() : time, Truncate);
    });

    /// <summary>What cosines of samples and what their gradients have in common do together: E of the product of how far each is off its mean.</summary>
    private double Together(FlowNode node, RecurrentMemory memory)
    {
        Pairs gradient = node.Gradient.Pairs, product = node.Signal.Product;
        double together = (Half(gradient.Samples) * Half(product.Samples)) + (Sequences ? Half(gradient.Both) * Half(product.Both) : 0);
        return together * Math.Exp(node.Signal.LogSquare) * memory.SpreadShare(node.Signal);
    }

    /// <summary>The factor on the squared gradient of parameters that are not the weights in effect: weight normalisation takes out the component along each unit's.</summary>
    private double Left(int inputs, double logScale) => Math.Exp(2 * logScale) * (WeightNorm && inputs > 1 ? 1 - (1.0 / inputs) : 1);

    private static double Half(Pair pair) => (pair.High - pair.Low) / 2;

    private (double LogSquare, double CrossShare) Batch(FlowNode node, FlowContext context, double own, double samples, RecurrentGradient back)
    {
        own = Math.Max(own, 1e-300);
        double cross = Math.Max(-0.999, (context.Batch - 1) * samples / own);
        return (node.Gradient.LogSquare + Math.Log(own / context.Batch) + SpecialFunctions.LogOnePlus(cross) + LogTail(back), Math.Max(0, cross / (1 + cross)));
    }

    /// <summary>ln of what the steps before those that are followed add, as a factor: the gradient goes on as it did in the first of them.</summary>
    private double LogTail(RecurrentGradient back)
    {
        int before = Steps - Followed;
        double all = back.Gates.Squares, first = back.Gates.Own[0];
        if (before == 0 || Truncate > 0 || !(first > 0))
        {
            return 0;
        }

        double rate = LogRate(back.States);
        double growth = before * rate;
        double sum = Math.Abs(growth) < 1e-6 ? Math.Log(before)
            : rate < 0 ? rate + Math.Log((1 - Math.Exp(growth)) / (1 - Math.Exp(rate)))
            : growth + Math.Log((1 - Math.Exp(-growth)) / (1 - Math.Exp(-rate)));
        return SpecialFunctions.LogAdd(0, sum + Math.Log(first / all));
    }

    /// <summary>The logarithm of the factor on the square for a step back, in the mean of the first quarter of the steps.</summary>
    private static double LogRate(double[] states)
    {
        int quarter = Math.Max(1, states.Length / 4);
        return states[0] > 0 && states[quarter] > 0 ? Math.Log(states[0] / states[quarter]) / quarter : 0;
    }
}
