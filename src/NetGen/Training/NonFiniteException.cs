using System.Globalization;

namespace NetGen;

/// <summary>
/// A training step met NaN or infinity, under <see cref="NonFinitePolicy.Throw"/>. Says what, and where it arose: the first
/// layer whose output is not finite, else the last tensor in the order of the network, which is the first that the backward pass reaches.
/// </summary>
public sealed class NonFiniteException : ArithmeticException
{
    internal NonFiniteException(long step, NonFiniteValues what, NonFiniteLocation location, bool networkUnchanged)
        : base(Describe(step, what, location, networkUnchanged))
    {
        Step = step;
        What = what;
        Layer = location.Layer?.Name ?? "";
        Source = location.Layer?.Source ?? "";
        Parameter = location.Parameter?.Name ?? "";
        Row = location.Row;
        Column = location.Column;
        Value = location.Value;
        NonFiniteCount = location.Count;
        NetworkUnchanged = networkUnchanged;
    }

    /// <summary>The number of the step that failed, from 1.</summary>
    public long Step { get; }

    /// <summary>What was not finite.</summary>
    public NonFiniteValues What { get; }

    /// <summary>The path name of the layer where it arose.</summary>
    public string Layer { get; }

    /// <summary>Where the layer's attribute stands, such as <c>DigitNet.cs(12)</c>; empty when unknown.</summary>
    public override string? Source { get; set; }

    /// <summary>The path name of the parameter tensor; empty when it arose in a layer's output or in the loss.</summary>
    public string Parameter { get; }

    /// <summary>The row of the element: of the tensor, or of the batch for a layer's output; -1 for the loss.</summary>
    public int Row { get; }

    /// <summary>The column of the element; -1 for the loss.</summary>
    public int Column { get; }

    /// <summary>The value.</summary>
    public float Value { get; }

    /// <summary>How many elements of that tensor or output were not finite.</summary>
    public int NonFiniteCount { get; }

    /// <summary>
    /// True when parameters and optimizer are as they were before the step. Always so when the loss or the gradient was not
    /// finite. When the update itself overflowed it is undone, provided that it was foreseen: the trainer keeps a copy before an
    /// update when a gradient, a parameter, the learning rate or the last update is so large (beyond 1e10, 1e30, 1e10, 1e20) that
    /// overflow is in reach. Only an update that overflows from moderate numbers, which no optimizer of this library does,
    /// leaves this false.
    /// </summary>
    public bool NetworkUnchanged { get; }

    private static string Describe(long step, NonFiniteValues what, NonFiniteLocation at, bool unchanged)
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        string where = at.Layer is null ? "" : at.Layer.Source.Length == 0 ? $" (layer {at.Layer.Name})" : $" (layer {at.Layer.Name}, {at.Layer.Source})";
        string many = at.Count > 1 ? string.Create(c, $" and {at.Count - 1} more of its elements") : "";
        string place = at.Kind switch
        {
            NonFinitePlace.Loss => string.Create(c, $"the loss is {at.Value}"),
            NonFinitePlace.Activation => string.Create(c, $"the output of {at.Layer!.Name} is {at.Value} at [{at.Row}, {at.Column}] (row of the batch, unit){many}"),
            NonFinitePlace.Gradient => string.Create(c, $"the gradient of {at.Parameter!.Name} is {at.Value} at [{at.Row}, {at.Column}]{many}"),
            NonFinitePlace.ParameterBefore => string.Create(c, $"{at.Parameter!.Name} is {at.Value} at [{at.Row}, {at.Column}]{many} before the step"),
            _ => string.Create(c, $"{at.Parameter!.Name} becomes {at.Value} at [{at.Row}, {at.Column}]{many} by the update"),
        };
        string also = what switch
        {
            NonFiniteValues.Loss | NonFiniteValues.Gradient => " Loss and gradient are not finite.",
            NonFiniteValues.Loss when at.Kind != NonFinitePlace.Loss => " The loss is not finite.",
            NonFiniteValues.Gradient when at.Kind != NonFinitePlace.Gradient => " The gradient is not finite.",
            _ => "",
        };
        string state = unchanged
            ? " Neither the network nor the optimizer was changed."
            : " The update was applied; network and optimizer hold these values.";
        return string.Create(c, $"Step {step}: {place}{where}.{also}{state} Common causes: inputs that are not scaled, a learning rate too large, weights drawn too large.");
    }
}
