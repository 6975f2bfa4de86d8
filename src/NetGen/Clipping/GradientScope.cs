using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// The tensors from <paramref name="first"/> up to <paramref name="end"/> of one gradient, which a clip treats together.
/// </summary>
internal readonly ref struct GradientScope(
    NetworkInfo network, AlignedBuffer gradients, ReadOnlySpan<TensorStatistics> before, Span<TensorStatistics> after, int first, int end)
{
    private readonly ReadOnlySpan<TensorStatistics> _before = before;
    private readonly Span<TensorStatistics> _after = after;

    /// <summary>PyTorch's: keeps the quotient finite when the norm is 0.</summary>
    private const double NormEpsilon = 1e-6;

    /// <summary>The whole gradient.</summary>
    public static GradientScope Whole(
        ParameterBuffer parameters, AlignedBuffer gradients, ReadOnlySpan<TensorStatistics> before, Span<TensorStatistics> after) =>
        new(parameters.Network, gradients, before, after, 0, parameters.Network.Parameters.Length);

    /// <summary>False when a tensor contains NaN or infinity.</summary>
    public static bool IsFinite(in TensorStatistics tensor) => tensor.NonFinite == 0 && double.IsFinite(tensor.SumOfSquares);

    /// <summary>The L2 norm over several tensors; NaN when one contains NaN or infinity.</summary>
    public static double Norm(ReadOnlySpan<TensorStatistics> tensors)
    {
        double squares = 0;
        foreach (ref readonly TensorStatistics tensor in tensors)
        {
            squares += IsFinite(tensor) ? tensor.SumOfSquares : double.NaN;
        }

        return Math.Sqrt(squares);
    }

    /// <summary>The L2 norm before; NaN when the scope contains NaN or infinity.</summary>
    public double Norm() => Norm(_before[first..end]);

    /// <summary>Leaves the gradient as it is.</summary>
    /// <returns>False: nothing was changed.</returns>
    public bool Keep()
    {
        _before[first..end].CopyTo(_after[first..end]);
        return false;
    }

    /// <summary>Multiplies the gradient by a factor.</summary>
    /// <returns>True: the gradient was changed.</returns>
    public bool Scale(double factor)
    {
        for (int i = first; i < end; i++)
        {
            ParameterInfo parameter = network.Parameters[i];
            _after[i] = ClipKernels.Scale(gradients.Span.Slice(parameter.Offset, parameter.Length), factor);
        }

        return true;
    }

    /// <summary>Scales the gradient by min(1, maxNorm/(norm + 1e-6)); keeps it when the norm is NaN.</summary>
    /// <returns>Whether the gradient was changed.</returns>
    public bool LimitNorm(double maxNorm)
    {
        double factor = maxNorm / (Norm() + NormEpsilon);
        return factor < 1 ? Scale(factor) : Keep();
    }
}
