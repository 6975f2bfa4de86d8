namespace NetGen;

/// <summary>What a generated network measures while it computes gradients.</summary>
public enum Instrumentation
{
    /// <summary>L2 norm, largest magnitude and non-finite count of every parameter's gradient, at every step.</summary>
    On = 0,

    /// <summary>Nothing is measured, and no code for it is emitted. Clips by norm measure what they need themselves.</summary>
    Off,
}
