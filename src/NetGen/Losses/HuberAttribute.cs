namespace NetGen;

/// <summary>Loss: mean of (y - t)²/2 where |y - t| &lt;= delta, delta·(|y - t| - delta/2) elsewhere. y [batch, outputs], t [batch, outputs].</summary>
/// <remarks>Huber 1964; PyTorch <c>HuberLoss</c>.</remarks>
/// <param name="delta">Where the parabola becomes a line; greater than 0. Default 1.</param>
public sealed class HuberAttribute(float delta = 1f) : LossAttribute
{
    /// <summary>Where the parabola becomes a line; greater than 0.</summary>
    public float Delta { get; } = delta;
}
