namespace NetGen;

/// <summary>Where one parameter tensor of a network lies in its buffers, and how it is initialised and regularised.</summary>
public sealed record ParameterInfo
{
    /// <summary>The path name, such as <c>dense1.weight</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The index of the layer in <see cref="NetworkInfo.Layers"/>.</summary>
    public required int Layer { get; init; }

    /// <summary>What the tensor is to its layer.</summary>
    public required ParameterRole Role { get; init; }

    /// <summary>The number of rows: the fan-in of a weight matrix, 1 for a vector.</summary>
    public required int Rows { get; init; }

    /// <summary>The number of columns: the units of the layer.</summary>
    public required int Columns { get; init; }

    /// <summary>
    /// The distance between rows in floats: <see cref="Columns"/> rounded up to 16, and 16 more where the rows of a dense layer would lie a
    /// multiple of 2048 bytes apart. The padding holds zeros. 1 where the columns lie one behind the other, as <see cref="ColumnStride"/> says.
    /// </summary>
    public required int RowStride { get; init; }

    /// <summary>
    /// The distance between columns in floats: 1, but for the weights of a dense layer of few units, which lie unit by unit, <see cref="Rows"/>
    /// rounded up as above. The element in row r and column c is at <see cref="Offset"/> + r·<see cref="RowStride"/> + c·ColumnStride.
    /// </summary>
    public int ColumnStride { get; init; } = 1;

    /// <summary>The index of the first element in the parameter buffer; a multiple of 16.</summary>
    public required int Offset { get; init; }

    /// <summary>How the tensor is filled at creation.</summary>
    public required InitializerSpec Initializer { get; init; }

    /// <summary>The coefficient of the penalty L1·Σ|w|; 0 for none. Added to the gradient by the generated code.</summary>
    public float L1 { get; init; }

    /// <summary>The coefficient of the penalty L2·Σw²; 0 for none. Added to the gradient by the generated code.</summary>
    public float L2 { get; init; }

    /// <summary>The projection that follows every update.</summary>
    public Constraint Constraint { get; init; }

    /// <summary>The limit of <see cref="Constraint.MaxNorm"/>.</summary>
    public float ConstraintLimit { get; init; }

    /// <summary>
    /// The matrices that share each row of inputs, such as those of the gates of a recurrent layer: row i·Gates + g of the tensor is row i of
    /// matrix g. 1 for a tensor that is one matrix or vector.
    /// </summary>
    public int Gates { get; init; } = 1;

    /// <summary>What the biases of one gate start at, where it differs from the others.</summary>
    public GateBias? GateBias { get; init; }

    /// <summary>
    /// Whether these are weights that multiply inputs, which weight decay and Fixup are for: by its role, for the biases of gates have
    /// several rows too. Biases, magnitudes, gains and slopes are none.
    /// </summary>
    public bool IsWeight => Role is ParameterRole.Weight or ParameterRole.RecurrentWeight or ParameterRole.Embedding;

    /// <summary>True for what is seen as a matrix: weights, and vectors side by side such as the biases of gates. A vector is one row.</summary>
    public bool IsMatrix => Rows > 1 || IsWeight;

    /// <summary>
    /// The matrix whose columns are the weights of one unit each: matrices side by side, such as those of gates, are one, with the padding of
    /// each within its rows.
    /// </summary>
    internal (int Rows, int Columns, int Stride) Units =>
        Gates == 1 ? (Rows, Columns, RowStride) : (Rows / Gates, Gates * RowStride, Gates * RowStride);

    /// <summary>The runs of numbers that lie behind each other, each padded: rows, or columns where the tensor lies unit by unit.</summary>
    internal (int Count, int Stride) Lines => ColumnStride == 1 ? (Rows, RowStride) : (Columns, ColumnStride);

    /// <summary>The number of elements without padding.</summary>
    public int Count => Rows * Columns;

    /// <summary>Where the element of that row and column lies in the parameter buffer, and in buffers laid out like it.</summary>
    public int IndexOf(int row, int column) => Offset + (row * RowStride) + (column * ColumnStride);

    /// <summary>The number of floats in the buffer, padding included.</summary>
    public int Length => Lines.Count * Lines.Stride;
}
