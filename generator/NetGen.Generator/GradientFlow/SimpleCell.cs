namespace NetGen.Generator.GradientFlow;

/// <summary>h = f(x W + h' U + b): q* = u M(q*) + input, and u E[f'²] for each step back.</summary>
internal sealed class SimpleCell(FlowContext context, double logGain, ScalarFunction function) : RecurrentCell(context, logGain)
{
    public override int Gates => 1;

    public override void Advance(double input, double product)
    {
        Step? last = Steps.Count > 0 ? Steps[Steps.Count - 1] : null;
        double before = last?.State ?? 0;
        double beforeProduct = last?.StateProduct ?? 0;
        double z = input + (Gain * before);
        double c = Ratio((input * product) + (Gain * beforeProduct), z);
        ActivationMoments moments = Moments(function, z);
        Steps.Add(new Step
        {
            Z = z,
            ZProduct = c,
            Before = before,
            BeforeProduct = beforeProduct,
            State = moments.MeanSquare,
            StateProduct = Value(moments, c),
        });
    }

    public override Energies Back(Step step, double state, double memory, bool pairs)
    {
        double z = state * Slope(Moments(function, step.Z), pairs ? step.ZProduct : 1);
        return new Energies(Gain * z, 0, z, z);
    }
}
