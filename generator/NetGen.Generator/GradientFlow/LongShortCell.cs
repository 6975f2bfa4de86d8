namespace NetGen.Generator.GradientFlow;

/// <summary>
/// i, f, o = sigmoid, g = tanh of x W + h' U + b; c = f c' + i g; h = o tanh(c). Heuristic: c is taken as normally distributed and
/// independent of the gates.
/// </summary>
/// <param name="context">Where moments are known.</param>
/// <param name="logGain">ln of the units times the variance of the state's weights.</param>
/// <param name="forget">What the biases of the forget gate start at.</param>
/// <param name="entry">What those of the input gate start at.</param>
internal sealed class LongShortCell(FlowContext context, double logGain, double forget, double entry) : RecurrentCell(context, logGain)
{
    public override int Gates => 4;

    public override void Advance(double input, double product)
    {
        Step? last = Steps.Count > 0 ? Steps[Steps.Count - 1] : null;
        double before = last?.State ?? 0, beforeProduct = last?.StateProduct ?? 0;
        double memoryBefore = last?.Memory ?? 0, memoryBeforeProduct = last?.MemoryProduct ?? 0;
        double z = input + (Gain * before);
        double c = Ratio((input * product) + (Gain * beforeProduct), z);
        ActivationMoments f = Moments(GateFunctions.Sigmoid, z, forget);
        ActivationMoments i = Moments(GateFunctions.Sigmoid, z, entry);
        ActivationMoments o = Moments(GateFunctions.Sigmoid, z);
        ActivationMoments g = Moments(GateFunctions.Tanh, z);
        double memory = (f.MeanSquare * memoryBefore) + (i.MeanSquare * g.MeanSquare);
        double memoryProduct = (Value(f, c) * memoryBeforeProduct) + (Value(i, c) * Value(g, c));
        ActivationMoments tanh = Moments(GateFunctions.Tanh, memory);
        Steps.Add(new Step
        {
            Z = z,
            ZProduct = c,
            Before = before,
            BeforeProduct = beforeProduct,
            MemoryBefore = memoryBefore,
            MemoryBeforeProduct = memoryBeforeProduct,
            Memory = memory,
            MemoryProduct = memoryProduct,
            State = o.MeanSquare * tanh.MeanSquare,
            StateProduct = Value(o, c) * Value(tanh, Ratio(memoryProduct, memory)),
        });
    }

    public override Energies Back(Step step, double state, double memory, bool pairs)
    {
        double c = pairs ? step.ZProduct : 1;
        double ofMemory = pairs ? Ratio(step.MemoryProduct, step.Memory) : 1;
        double before = pairs ? step.MemoryBeforeProduct : step.MemoryBefore;
        ActivationMoments f = Moments(GateFunctions.Sigmoid, step.Z, forget);
        ActivationMoments i = Moments(GateFunctions.Sigmoid, step.Z, entry);
        ActivationMoments o = Moments(GateFunctions.Sigmoid, step.Z);
        ActivationMoments g = Moments(GateFunctions.Tanh, step.Z);
        ActivationMoments tanh = Moments(GateFunctions.Tanh, step.Memory);
        double all = memory + (state * Value(o, c) * Slope(tanh, ofMemory));
        double gates = (all * ((before * Slope(f, c)) + (Value(g, c) * Slope(i, c)) + (Value(i, c) * Slope(g, c))))
            + (state * Value(tanh, ofMemory) * Slope(o, c));
        return new Energies(Gain * gates, all * Value(f, c), gates, gates);
    }
}
