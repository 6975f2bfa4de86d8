using System.Globalization;

namespace NetGen;

/// <summary>What the last step did to all parameters of one layer together.</summary>
public readonly record struct LayerGradient
{
    /// <summary>The path name, such as <c>dense1</c>.</summary>
    public string Name { get; init; }

    /// <summary>The L2 norm of the gradient before the clip, from a sum in double precision.</summary>
    public double Norm { get; init; }

    /// <summary>The L2 norm of the gradient after the clip; <see cref="Norm"/> without a clip.</summary>
    public double ClippedNorm { get; init; }

    /// <summary>The largest magnitude in the gradient before the clip; NaN or infinite when an element is.</summary>
    public float MaxAbs { get; init; }

    /// <summary>The number of NaN and infinite elements of the gradient.</summary>
    public int NonFinite { get; init; }

    /// <summary>The L2 norm of the parameters after the step.</summary>
    public double WeightNorm { get; init; }

    /// <summary>The L2 norm of what the optimizer changed them by, before constraints; 0 when the step was not applied.</summary>
    public double UpdateNorm { get; init; }

    /// <summary>‖Δw‖/‖w‖: <see cref="UpdateNorm"/> over <see cref="WeightNorm"/>; 0 when nothing changed. Ideally about 1e-3.</summary>
    public double UpdateRatio => UpdateNorm == 0 ? 0 : UpdateNorm / WeightNorm;

    /// <summary>One line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name}: gradient {Norm:G4} (max {MaxAbs:G4}, {NonFinite} not finite), update ratio {UpdateRatio:G3}");
}
