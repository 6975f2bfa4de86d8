using System.Globalization;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Checks what a caller hands in, before anything is changed.</summary>
internal static class InputCheck
{
    /// <summary>The rows of a batch.</summary>
    public static int Rows(int length, NetworkInfo network, string argument)
    {
        if (length == 0)
        {
            throw new ArgumentException(Text($"The batch is empty: {network.Name} takes {network.InputSize} values a row, and at least one row."), argument);
        }

        // The division is by a number that only the run knows, so the single row is worth a test of its own.
        int rows = length == network.InputSize ? 1 : length / network.InputSize;
        if (rows * network.InputSize != length)
        {
            throw new ArgumentException(Text($"{network.Name} takes {network.InputSize} values a row, and {length} values are not a whole number of rows."), argument);
        }

        return rows;
    }

    public static void ThrowIfNotTargets(ReadOnlySpan<float> targets, int rows, NetworkInfo network, string argument)
    {
        if (targets.Length != (long)rows * network.OutputSize)
        {
            throw new ArgumentException(
                Text($"{rows} rows of {network.Name} need {rows} x {network.OutputSize} = {(long)rows * network.OutputSize} targets; there are {targets.Length}."), argument);
        }

        ThrowIfNonFinite(targets, network.OutputSize, argument);
    }

    public static void ThrowIfNotLabels(ReadOnlySpan<int> labels, int rows, NetworkInfo network, string argument)
    {
        if (!network.TakesClassIndices)
        {
            throw new InvalidOperationException(
                Text($"The loss of {network.Name}, {network.Loss}, takes no class indices: pass {network.OutputSize} target values a row as ReadOnlySpan<float>."));
        }

        int positions = network.Layers[^1].OutputPositions;
        if (labels.Length != (long)rows * positions)
        {
            throw new ArgumentException(
                positions == 1
                    ? Text($"{rows} rows of {network.Name} need {rows} labels; there are {labels.Length}.")
                    : Text($"{rows} rows of {network.Name} need {rows} x {positions} labels, one for each position; there are {labels.Length}."),
                argument);
        }

        ThrowIfNotClass(labels, network.OutputSize / positions, argument);
    }

    public static void ThrowIfNotClass(ReadOnlySpan<int> labels, int classes, string argument)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
            {
                throw new ArgumentOutOfRangeException(
                    argument, labels[i], Text($"The class at position {i} is {labels[i]}; with {classes} classes it must be in 0..{classes - 1}."));
            }
        }
    }

    public static void ThrowIfNonFinite(ReadOnlySpan<float> values, int columns, string argument)
    {
        int index = Reductions.IndexOfNonFinite(values);
        if (index >= 0)
        {
            throw new ArgumentException(Text($"The value at row {index / columns}, column {index % columns} is {values[index]}; every value must be finite."), argument);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
