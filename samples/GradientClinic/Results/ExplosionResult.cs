namespace GradientClinic.Results;

/// <summary>The exploding regression y = wx + b on (i, i²), untreated and under each remedy.</summary>
/// <param name="LeastSquares">The best straight line there is.</param>
/// <param name="Steps">The steps of each run.</param>
/// <param name="Runs">The runs, the untreated one first.</param>
public sealed record ExplosionResult(LineFit LeastSquares, int Steps, IReadOnlyList<ExplosionRun> Runs);

/// <summary>A straight line and how well it fits.</summary>
/// <param name="W">The slope.</param>
/// <param name="B">The intercept.</param>
/// <param name="Mse">The mean squared error.</param>
public sealed record LineFit(double W, double B, double Mse);

/// <summary>The first step (from 1) at which a number was not finite; null when all were.</summary>
public sealed record FirstNonFinite(int? Loss, int? Gradient, int? Parameters);

/// <summary>One run of the regression.</summary>
public sealed record ExplosionRun
{
    /// <summary>The remedy.</summary>
    public required string Name { get; init; }

    /// <summary>The optimizer.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The gradient clip, or "none".</summary>
    public required string Clip { get; init; }

    /// <summary>Whether w is reparametrised as g·v/|v|.</summary>
    public required bool WeightNorm { get; init; }

    /// <summary>"raw" or "standardised".</summary>
    public required string Input { get; init; }

    /// <summary>When numbers stopped being finite.</summary>
    public required FirstNonFinite FirstNonFinite { get; init; }

    /// <summary>The slope after the last step, in units of the raw x.</summary>
    public required double? W { get; init; }

    /// <summary>The intercept after the last step, in units of the raw x.</summary>
    public required double? B { get; init; }

    /// <summary>The mean squared error after the last step, computed in double precision.</summary>
    public required double? Mse { get; init; }

    /// <summary><see cref="Mse"/> over that of least squares; 1 is perfect.</summary>
    public required double? MseRatio { get; init; }

    /// <summary>One of <see cref="Results.Verdict"/>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Some of the steps, denser at the start.</summary>
    public required ExplosionCurve Curve { get; init; }
}

/// <summary>Values at some of the steps of a run.</summary>
/// <param name="Steps">The steps, from 1.</param>
/// <param name="GradientNorm">The norm of the gradient before the clip.</param>
/// <param name="MseRatio">The loss before the step over that of least squares.</param>
public sealed record ExplosionCurve(IReadOnlyList<int> Steps, IReadOnlyList<double?> GradientNorm, IReadOnlyList<double?> MseRatio);
