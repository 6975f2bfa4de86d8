using System.Globalization;
using NetGen.Benchmarks.Measurement;

namespace NetGen.Benchmarks.Peers;

/// <summary>Holds a peer to computing the same network before its time is taken.</summary>
internal static class PeerCheck
{
    /// <summary>The largest difference between outputs, as a part of the largest of them.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>The same for gradients. They differ more where there are kinks: an input of ReLU within rounding of zero is let through or not.</summary>
    public const double GradientTolerance = 1e-3;

    /// <summary>The same for those gradients that such an input decides about.</summary>
    public const double KinkTolerance = 0.05;

    /// <summary>How many gradients of a tensor may need <see cref="KinkTolerance"/>.</summary>
    public const double KinkShare = 0.02;

    /// <summary>How far a parameter may be from where Adam's first step takes it, in learning rates.</summary>
    public const double UpdateTolerance = 0.02;

    /// <summary>Compares outputs, loss, gradients, and the parameters after the first step.</summary>
    /// <param name="data">What both computed.</param>
    /// <param name="outputs">NetGen's outputs.</param>
    /// <param name="step">NetGen's first step.</param>
    /// <param name="peer">The peer, before anything else is asked of it.</param>
    /// <returns>What is different, or null.</returns>
    public static string? Difference(BenchmarkData data, float[] outputs, FirstStep step, BenchmarkNetwork peer)
    {
        if (Compare("outputs", outputs, peer.Outputs(), Tolerance) is { } wrong)
        {
            return wrong;
        }

        if (!peer.CanStep)
        {
            return null;
        }

        FirstStep other = peer.Start();
        if (Compare("the loss", [(float)step.Loss], [(float)other.Loss], Tolerance) is { } wrongLoss)
        {
            return wrongLoss;
        }

        for (int i = 0; i < step.Gradients.Length; i++)
        {
            string name = data.Info.Parameters[i].Name;
            string? found = Compare($"the gradient of {name}", step.Gradients[i], other.Gradients[i], GradientTolerance, KinkShare)
                ?? Update(name, data.Parameters[i], other.Gradients[i], other.Parameters[i]);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static string? Compare(string what, float[] expected, float[] actual, double tolerance, double kinkShare = 0)
    {
        if (expected.Length != actual.Length)
        {
            return Text($"{what}: {actual.Length} values for {expected.Length}");
        }

        double largest = 0;
        foreach (float value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        int kinks = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs((double)actual[i] - expected[i]);
            if (difference <= (tolerance * largest) + 1e-9)
            {
                continue;
            }

            kinks++;
            if (!(difference <= KinkTolerance * largest) || kinks > kinkShare * expected.Length)
            {
                return Text($"{what} at {i}: {actual[i]} for {expected[i]}, the largest being {largest}");
            }
        }

        return null;
    }

    /// <summary>Adam's first step is η·g/(|g| + ε) whatever its decay rates.</summary>
    private static string? Update(string name, float[] start, float[] gradient, float[] end)
    {
        for (int i = 0; i < start.Length; i++)
        {
            double expected = start[i] - (BenchmarkData.LearningRate * (gradient[i] / (Math.Abs((double)gradient[i]) + 1e-8)));
            double tolerance = (BenchmarkData.LearningRate * UpdateTolerance) + (1.2e-7 * Math.Abs(start[i]));
            if (!(Math.Abs(end[i] - expected) <= tolerance))
            {
                return Text($"{name} at {i} after the first step: {end[i]} for {expected}");
            }
        }

        return null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
