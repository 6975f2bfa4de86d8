namespace NetGen;

/// <summary>Where an activation still has a slope: its outputs in [Low, High]; and whether an output of zero means slope zero.</summary>
internal readonly record struct ActivationRange(float Low, float High, bool ZeroIsFlat)
{
    public static readonly ActivationRange Unlimited = new(float.NegativeInfinity, float.PositiveInfinity, false);

    /// <summary>True when outputs can lie where the slope is (nearly) zero at the ends of the range.</summary>
    public bool Saturates => Low > float.NegativeInfinity || High < float.PositiveInfinity;

    /// <summary>The range of a layer of this kind; unlimited for what is not known to saturate or die.</summary>
    public static ActivationRange Of(string kind) => kind switch
    {
        "Tanh" or "HardTanh" or "Softsign" => new(-0.97f, 0.97f, false),
        "Sigmoid" or "HardSigmoid" => new(0.03f, 0.97f, false),
        "ReLU6" => new(float.NegativeInfinity, MathF.BitDecrement(6f), true),
        "ReLU" or "Threshold" or "Hardswish" or "Hardshrink" or "Softshrink" => Unlimited with { ZeroIsFlat = true },
        _ => Unlimited,
    };
}
