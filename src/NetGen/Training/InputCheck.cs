using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

        if (labels.Length != rows)
        {
            throw new ArgumentException(Text($"{rows} rows of {network.Name} need {rows} labels; there are {labels.Length}."), argument);
        }

        ThrowIfNotClass(labels, network.OutputSize, argument);
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
        if (AllFinite(values))
        {
            return;
        }

        int index = 0;
        while (float.IsFinite(values[index]))
        {
            index++;
        }

        throw new ArgumentException(Text($"The value at row {index / columns}, column {index % columns} is {values[index]}; every value must be finite."), argument);
    }

    /// <summary>True when no value is NaN or infinite. Neither alignment nor length matter.</summary>
    public static bool AllFinite(ReadOnlySpan<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        int i = 0;
        if (values.Length >= Vector512<float>.Count)
        {
            // x - x is 0 for every finite x and NaN for all others, and NaN survives the sum.
            Vector512<float> sum = Vector512<float>.Zero;
            for (; i <= values.Length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                Vector512<float> x = Vector512.LoadUnsafe(ref first, (nuint)i);
                sum += x - x;
            }

            if (sum != Vector512<float>.Zero)
            {
                return false;
            }
        }

        for (; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
