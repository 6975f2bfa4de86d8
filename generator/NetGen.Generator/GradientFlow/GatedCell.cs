namespace NetGen.Generator.GradientFlow;

/// <summary>
/// r, z = sigmoid(x W + h' U + b), n = tanh(x W + b + r (h' U + c)); h = (1 - z) n + z h'. Heuristic: h is taken as independent of
/// the gates.
/// </summary>
/// <param name="context">Where moments are known.</param>
/// <param name="logGain">ln of the units times the variance of the state's weights.</param>
/// <param name="keep">What the biases of z start at.</param>
internal sealed class GatedCell(FlowContext context, double logGain, double keep) : RecurrentCell(context, logGain)
{
    public override int Gates => 3;

    public override void Advance(double input, double product)
    {
        Step? last = Steps.Count > 0 ? Steps[Steps.Count - 1] : null;
        double before = last?.State ?? 0, beforeProduct = last?.StateProduct ?? 0;
        double z = input + (Gain * before);
        double c = Ratio((input * product) + (Gain * beforeProduct), z);
        ActivationMoments r = Moments(GateFunctions.Sigmoid, z);
        double candidate = input + (r.MeanSquare * Gain * before);
        double ofCandidate = Ratio((input * product) + (Value(r, c) * Gain * beforeProduct), candidate);
        ActivationMoments n = Moments(GateFunctions.Tanh, candidate);
        ActivationMoments kept = Moments(GateFunctions.Sigmoid, z, keep);

        // 1 - sigmoid(x) = sigmoid(-x).
        ActivationMoments changed = Moments(GateFunctions.Sigmoid, z, -keep);
        Steps.Add(new Step
        {
            Z = z,
            ZProduct = c,
            Candidate = candidate,
            CandidateProduct = ofCandidate,
            Before = before,
            BeforeProduct = beforeProduct,
            State = (kept.MeanSquare * before) + (changed.MeanSquare * n.MeanSquare),
            StateProduct = (Value(kept, c) * beforeProduct) + (Value(changed, c) * Value(n, ofCandidate)),
        });
    }

    public override Energies Back(Step step, double state, double memory, bool pairs)
    {
        double c = pairs ? step.ZProduct : 1;
        double ofCandidate = pairs ? step.CandidateProduct : 1;
        double before = pairs ? step.BeforeProduct : step.Before;
        ActivationMoments r = Moments(GateFunctions.Sigmoid, step.Z);
        ActivationMoments n = Moments(GateFunctions.Tanh, step.Candidate);
        ActivationMoments kept = Moments(GateFunctions.Sigmoid, step.Z, keep);
        ActivationMoments changed = Moments(GateFunctions.Sigmoid, step.Z, -keep);
        double update = state * (before + Value(n, ofCandidate)) * Slope(kept, c);
        double candidate = state * Value(changed, c) * Slope(n, ofCandidate);
        double reset = candidate * Gain * before * Slope(r, c);
        double recurrent = update + reset + (candidate * Value(r, c));
        return new Energies((state * Value(kept, c)) + (Gain * recurrent), 0, update + reset + candidate, recurrent);
    }
}
