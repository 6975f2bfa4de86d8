using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen;

/// <summary>
/// Measures the outputs of layers and the inputs of a batch, with sums in double precision.
/// </summary>
internal static class ActivationMeasurement
{
    /// <summary>
    /// Measures one layer's outputs: rows at a distance of <paramref name="stride"/>. <paramref name="largest"/> is scratch for at
    /// least <paramref name="units"/> numbers.
    /// </summary>
    public static ActivationStatistics Measure(
        string layer, ReadOnlySpan<float> values, int rows, int units, int stride, ActivationRange range, Span<float> largest)
    {
        largest = largest[..units];
        largest.Clear();
        double sum = 0;
        double squares = 0;
        long zeros = 0;
        long flat = 0;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> line = values.Slice(row * stride, units);
            AddMagnitudes(line, largest);
            foreach (float x in line)
            {
                sum += x;
                squares += (double)x * x;
                zeros += x == 0 ? 1 : 0;
                flat += x < range.Low || x > range.High ? 1 : 0;
            }
        }

        double count = (double)rows * units;
        double mean = sum / count;
        return new ActivationStatistics
        {
            Layer = layer,
            Mean = mean,
            Variance = Math.Max(0, (squares / count) - (mean * mean)),
            ZeroFraction = zeros / count,
            DeadFraction = CountZeros(largest) / (double)units,
            SaturatedFraction = flat / count,
        };
    }

    /// <summary>The share of outputs outside the range.</summary>
    public static double SaturatedFraction(ReadOnlySpan<float> values, int rows, int units, int stride, ActivationRange range)
    {
        Vector512<float> low = Vector512.Create(range.Low);
        Vector512<float> high = Vector512.Create(range.High);
        long flat = 0;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> line = values.Slice(row * stride, units);
            ref float first = ref MemoryMarshal.GetReference(line);
            int i = 0;
            for (; i <= units - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                Vector512<float> x = Vector512.LoadUnsafe(ref first, (nuint)i);
                Vector512<float> outside = Vector512.LessThan(x, low) | Vector512.GreaterThan(x, high);
                flat += BitOperations.PopCount(outside.ExtractMostSignificantBits());
            }

            for (; i < units; i++)
            {
                flat += line[i] < range.Low || line[i] > range.High ? 1 : 0;
            }
        }

        return flat / ((double)rows * units);
    }

    /// <summary>Keeps, for each unit, the largest magnitude over the rows; zero only where all were zero.</summary>
    public static void AddMagnitudes(ReadOnlySpan<float> values, int rows, int stride, Span<float> largest)
    {
        for (int row = 0; row < rows; row++)
        {
            AddMagnitudes(values.Slice(row * stride, largest.Length), largest);
        }
    }

    /// <summary>Keeps, for each unit, the largest max(0, z) over the rows.</summary>
    public static void AddRectified(ReadOnlySpan<float> values, int rows, int stride, Span<float> largest)
    {
        ref float to = ref MemoryMarshal.GetReference(largest);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> line = values.Slice(row * stride, largest.Length);
            ref float from = ref MemoryMarshal.GetReference(line);
            int i = 0;
            for (; i <= largest.Length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                Vector512.Max(Vector512.LoadUnsafe(ref from, (nuint)i), Vector512.LoadUnsafe(ref to, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
            }

            for (; i < largest.Length; i++)
            {
                largest[i] = MathF.Max(line[i], largest[i]);
            }
        }
    }

    public static int CountZeros(ReadOnlySpan<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        int zeros = 0;
        int i = 0;
        for (; i <= values.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            Vector512<float> zero = Vector512.Equals(Vector512.LoadUnsafe(ref first, (nuint)i), Vector512<float>.Zero);
            zeros += BitOperations.PopCount(zero.ExtractMostSignificantBits());
        }

        for (; i < values.Length; i++)
        {
            zeros += values[i] == 0 ? 1 : 0;
        }

        return zeros;
    }

    /// <summary>The root mean square.</summary>
    public static double RootMeanSquare(ReadOnlySpan<float> values)
    {
        Vector512<double> low = Vector512<double>.Zero;
        Vector512<double> high = Vector512<double>.Zero;
        ref float first = ref MemoryMarshal.GetReference(values);
        int i = 0;
        for (; i <= values.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            (Vector512<double> a, Vector512<double> b) = Vector512.Widen(Vector512.LoadUnsafe(ref first, (nuint)i));
            low += a * a;
            high += b * b;
        }

        double sum = Vector512.Sum(low + high);
        for (; i < values.Length; i++)
        {
            sum += (double)values[i] * values[i];
        }

        return Math.Sqrt(sum / values.Length);
    }

    private static void AddMagnitudes(ReadOnlySpan<float> line, Span<float> largest)
    {
        ref float from = ref MemoryMarshal.GetReference(line);
        ref float to = ref MemoryMarshal.GetReference(largest);
        int i = 0;
        for (; i <= largest.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            Vector512<float> x = Vector512.Abs(Vector512.LoadUnsafe(ref from, (nuint)i));
            Vector512.Max(x, Vector512.LoadUnsafe(ref to, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < largest.Length; i++)
        {
            largest[i] = MathF.Max(MathF.Abs(line[i]), largest[i]);
        }
    }
}
