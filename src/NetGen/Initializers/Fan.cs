namespace NetGen;

/// <summary>The number that a variance-scaling initializer divides by.</summary>
public enum Fan
{
    /// <summary>The number of inputs of a unit.</summary>
    In = 0,

    /// <summary>The number of units that an input feeds.</summary>
    Out,

    /// <summary>The mean of the two.</summary>
    Average,
}
