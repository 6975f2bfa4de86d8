namespace NetGen.Generator.Planning;

/// <summary>Which of its values a layer can have in compact rows, see <see cref="CompactRows"/>.</summary>
internal enum RowSupport
{
    /// <summary>None: all its rows are padded to 16 floats.</summary>
    Padded,

    /// <summary>It reads them, and writes rows padded to 16 floats.</summary>
    Input,

    /// <summary>It reads and writes them, the one whatever the other is.</summary>
    InputOrOutput,

    /// <summary>Its output lies in rows like those of its input.</summary>
    Alike,
}
