namespace NetGen.Generator.GradientFlow;

/// <summary>The gradients behind a recurrent layer's steps.</summary>
/// <param name="Gates">E of products of dL/dz at two steps, all gates together, as the input's weights see them.</param>
/// <param name="Recurrent">The same as the state's weights see them.</param>
internal sealed record RecurrentGradient(TimeProducts Gates, TimeProducts Recurrent)
{
    /// <summary>E[(dL/dh)²] at each step.</summary>
    public double[] States { get; init; } = new double[Gates.Steps];

    /// <summary>
    /// How much the products of different steps, together, grow with what the z of these steps have in common: where finitely many features
    /// have cosines by chance, the product of a gate and the candidate has them too.
    /// </summary>
    public double ByChance { get; init; }

    /// <summary>The same for samples that have less in common.</summary>
    public RecurrentGradient InCommon(double share)
    {
        TimeProducts gates = Gates.InCommon(share);
        return new RecurrentGradient(gates, Recurrent == Gates ? gates : Recurrent.InCommon(share)) { States = States, ByChance = ByChance };
    }
}
