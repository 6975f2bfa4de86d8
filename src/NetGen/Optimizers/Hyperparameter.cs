using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>The limits of optimizer settings. Each method returns the value it accepts.</summary>
internal static class Hyperparameter
{
    // Below this a float has lost its precision, and kernels that flush denormals would treat it as 0.
    private const double SmallestNormal = 1.17549435e-38;

    /// <summary>A learning rate or a step size.</summary>
    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > 0 && value <= float.MaxValue
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be a finite number greater than 0.");

    /// <summary>A weight decay, or another factor that 0 turns off.</summary>
    public static double AtLeastZero(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= 0 && value <= float.MaxValue
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be a finite number of at least 0.");

    /// <summary>The decay rate of a running average.</summary>
    public static double DecayRate(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be at least 0 and less than 1.");

    /// <summary>A share of something.</summary>
    public static double Fraction(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be between 0 and 1.");

    /// <summary>A term that keeps a divisor away from 0.</summary>
    public static double Epsilon(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is >= SmallestNormal and <= float.MaxValue
            ? value
            : throw new ArgumentOutOfRangeException(name, value,
                $"{name} is {value}; it must be at least {SmallestNormal}, because parameters without a gradient would be divided by 0.");
}
