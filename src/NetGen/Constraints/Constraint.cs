namespace NetGen;

/// <summary>A projection of a weight matrix that follows every update. A unit's weights are its column of [in, out], in each gate of a recurrent layer; the table of an embedding has tokens instead, whose vectors are its rows.</summary>
public enum Constraint
{
    /// <summary>No projection.</summary>
    None = 0,

    /// <summary>The norm of each unit's incoming weights is at most the limit (Srivastava et al. 2014; Keras <c>MaxNorm</c>; of an embedding, PyTorch <c>max_norm</c>).</summary>
    MaxNorm,

    /// <summary>The norm of each unit's incoming weights is 1 (Keras <c>UnitNorm</c>).</summary>
    UnitNorm,

    /// <summary>Negative weights become 0 (Keras <c>NonNeg</c>).</summary>
    NonNegative,
}
