using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>
/// Fills parameter tensors. Networks call it when they are created; it can be called to fill a tensor anew, such as
/// <c>net.Dense1.Weight</c>.
/// </summary>
/// <remarks>
/// Each element is drawn from its own words of a counter-based generator, at a place given by its row and column alone, so
/// that the same seed gives the same bits on every machine and whatever padding the rows have. (Orthogonal and sparse
/// matrices are drawn as a whole.) Uniform numbers take one 32-bit word, normal numbers two; a truncated normal number is
/// drawn by inverting its cumulative distribution, which is the distribution of drawing again until the number fits.
/// </remarks>
public static partial class Initializer
{
    // Initialisation draws from streams of its own, apart from shuffling and stochastic layers of the same seed.
    private const long InitialisationStreams = 0x496E6974L << 32;

    // Φ(-2), and the standard deviation of a standard normal number that is confined to ±2.
    private const double TailBelowMinusTwo = 0.022750131948179207;
    private const double DeviationWithinTwo = 0.87962566103423978;

    // The generator's outermost normal number, 8.21, times the largest factor of any formula, √2 of He with one input, is less.
    private const float LargestNormal = 16f;

    /// <summary>
    /// Fills one tensor of a parameter buffer as its <see cref="ParameterInfo.Initializer"/> says; the same seed and stream
    /// give the same bits on every machine. The fan-in and fan-out of a weight are its rows and columns, those of a vector
    /// are both its length. The magnitudes of weight normalisation become 1. The padding is left alone.
    /// </summary>
    /// <param name="buffer">A buffer laid out like the parameters.</param>
    /// <param name="parameter">The tensor.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Any number, different for each tensor.</param>
    /// <exception cref="ArgumentException">
    /// The initializer is <see cref="Init.Auto"/> or unknown, or fills matrices while the tensor is a vector, or the buffer is
    /// too short.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is NaN, infinite, negative (but for a constant), or too large.</exception>
    public static void Fill(Span<float> buffer, ParameterInfo parameter, long seed, int stream)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (buffer.Length < (long)parameter.Offset + parameter.Length)
        {
            throw new ArgumentException(
                $"{parameter.Name} ends at {(long)parameter.Offset + parameter.Length}; the buffer has {buffer.Length} elements.", nameof(buffer));
        }

        bool isMatrix = parameter.IsMatrix;
        var tensor = new MatrixView(
            ref MemoryMarshal.GetReference(buffer[parameter.Offset..]), parameter.Rows, parameter.Columns, parameter.RowStride, parameter.ColumnStride, isMatrix);
        InitializerSpec spec = parameter.Role == ParameterRole.Magnitude ? new InitializerSpec(Init.Ones) : parameter.Initializer;
        var random = new Philox(seed, InitialisationStreams + stream);
        if (parameter.Gates > 1)
        {
            FillGates(buffer, parameter, spec, ref random);
            return;
        }

        Fill(tensor, spec, ref random, parameter.Name);
    }

    /// <summary>
    /// Fills a matrix [in, out], such as <c>net.Dense1.Weight</c>, or a vector [out]. The fan-in and fan-out of a matrix are
    /// its rows and columns, those of a vector are both its length.
    /// </summary>
    /// <example><code>
    /// var random = new Philox(seed: 1);
    /// Initializer.Fill(net.Dense1.Weight, new InitializerSpec(Init.Orthogonal, Scale: 1.4f), ref random);
    /// </code></example>
    /// <param name="tensor">The matrix or vector to fill.</param>
    /// <param name="spec">How.</param>
    /// <param name="random">Where the numbers come from; moves on.</param>
    /// <exception cref="ArgumentException">
    /// The tensor has neither one nor two dimensions, the initializer is <see cref="Init.Auto"/> or unknown, or fills matrices
    /// while the tensor is a vector.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is NaN, infinite, negative (but for a constant), or too large.</exception>
    public static void Fill(in TensorSpan<float> tensor, InitializerSpec spec, ref Philox random)
    {
        if (tensor.Rank is not (1 or 2))
        {
            throw new ArgumentException($"A tensor of 1 or 2 dimensions can be filled, not one of {tensor.Rank}.", nameof(tensor));
        }

        if (tensor.FlattenedLength == 0)
        {
            return;
        }

        bool isMatrix = tensor.Rank == 2;
        int rows = isMatrix ? checked((int)tensor.Lengths[0]) : 1;
        nint rowStride = isMatrix ? tensor.Strides[0] : 0;
        MatrixView view = new(
            ref tensor.GetPinnableReference(), rows, checked((int)tensor.Lengths[^1]), rowStride, tensor.Strides[^1], isMatrix);
        Fill(view, spec, ref random, "the tensor");
    }

    private static void Fill(MatrixView tensor, InitializerSpec spec, ref Philox random, string name)
    {
        Check(tensor, spec, name);
        switch (spec.Kind)
        {
            case Init.Zeros:
                FillConstant(tensor, 0);
                break;
            case Init.Ones:
                FillConstant(tensor, 1);
                break;
            case Init.Constant:
                FillConstant(tensor, spec.Scale);
                break;
            case Init.Identity:
                FillIdentity(tensor, spec.Scale);
                break;
            case Init.Dirac:
                FillConstant(tensor, 0);
                FillIdentity(AtCentre(tensor, spec, name), spec.Scale);
                break;
            case Init.DeltaOrthogonal:
                FillConstant(tensor, 0);
                OrthogonalMatrix.Fill(AtCentre(tensor, spec, name), spec.Scale, ref random);
                break;
            case Init.Orthogonal:
                OrthogonalMatrix.Fill(tensor, spec.Scale, ref random);
                break;
            case Init.Sparse:
                FillSparse(tensor, spec.Scale, ref random);
                break;
            default:
                FillRandom(tensor, spec, ref random, name);
                break;
        }
    }

    /// <summary>The rows of a kernel that belong to its centre tap; all rows of any other matrix.</summary>
    private static MatrixView AtCentre(MatrixView tensor, InitializerSpec spec, string name)
    {
        int taps = Math.Max(1, spec.Taps);
        if (tensor.Rows % taps != 0 || (uint)spec.Centre >= (uint)taps)
        {
            throw new ArgumentException($"{name} has {tensor.Rows} rows, which are no {taps} taps with tap {spec.Centre} in the middle.", nameof(spec));
        }

        return tensor.Slice(spec.Centre * (tensor.Rows / taps), tensor.Rows / taps);
    }

    private static void FillRandom(MatrixView tensor, InitializerSpec spec, ref Philox random, string name)
    {
        (Distribution distribution, double spread) = Spread(tensor, spec, name);
        switch (distribution)
        {
            case Distribution.Normal:
                FillNormal(tensor, spread, ref random);
                break;
            case Distribution.TruncatedNormal:
                FillTruncatedNormal(tensor, spread, ref random);
                break;
            case Distribution.Uniform:
                FillUniform(tensor, spread, ref random);
                break;
            default:
                throw new ArgumentException($"{name} has the unknown distribution {(int)distribution}.", nameof(spec));
        }
    }

    /// <summary>The distribution with its bound (uniform) or standard deviation (normal, before it is truncated).</summary>
    private static (Distribution Distribution, double Spread) Spread(MatrixView tensor, InitializerSpec spec, string name)
    {
        double s = spec.Scale;
        double fanIn = tensor.IsMatrix ? tensor.Rows : tensor.Columns;
        double fanOut = (double)tensor.Columns * Math.Max(1, spec.Taps);
        return spec.Kind switch
        {
            Init.Uniform => (Distribution.Uniform, s),
            Init.Normal => (Distribution.Normal, s),
            Init.TruncatedNormal => (Distribution.TruncatedNormal, s),
            Init.XavierUniform => (Distribution.Uniform, s * Math.Sqrt(6 / (fanIn + fanOut))),
            Init.XavierNormal => (Distribution.Normal, s * Math.Sqrt(2 / (fanIn + fanOut))),
            Init.HeUniform => (Distribution.Uniform, s * Math.Sqrt(6 / fanIn)),
            Init.HeNormal => (Distribution.Normal, s * Math.Sqrt(2 / fanIn)),
            Init.HeUniformFanOut => (Distribution.Uniform, s * Math.Sqrt(6 / fanOut)),
            Init.HeNormalFanOut => (Distribution.Normal, s * Math.Sqrt(2 / fanOut)),
            Init.LeCunUniform => (Distribution.Uniform, s * Math.Sqrt(3 / fanIn)),
            Init.LeCunNormal => (Distribution.Normal, s * Math.Sqrt(1 / fanIn)),
            Init.VarianceScaling => VarianceScaling(spec, fanIn, fanOut, name),
            Init.Auto => throw new ArgumentException(
                $"Init.Auto of {name} must be resolved first: what it stands for depends on the activation that follows the layer.", nameof(spec)),
            _ => throw new ArgumentException($"{name} has the unknown initializer {(int)spec.Kind}.", nameof(spec)),
        };
    }

    private static (Distribution Distribution, double Spread) VarianceScaling(InitializerSpec spec, double fanIn, double fanOut, string name)
    {
        double fan = spec.Fan switch
        {
            Fan.In => fanIn,
            Fan.Out => fanOut,
            Fan.Average => (fanIn + fanOut) / 2,
            _ => throw new ArgumentException($"{name} has the unknown fan {(int)spec.Fan}.", nameof(spec)),
        };
        double deviation = Math.Sqrt(spec.Scale / fan);
        return (spec.Distribution, spec.Distribution switch
        {
            Distribution.Uniform => Math.Sqrt(3) * deviation,
            Distribution.TruncatedNormal => deviation / DeviationWithinTwo,
            _ => deviation,
        });
    }

    private static void Check(MatrixView tensor, InitializerSpec spec, string name)
    {
        bool signed = spec.Kind == Init.Constant;
        if (!float.IsFinite(spec.Scale) || (spec.Scale < 0 && !signed))
        {
            throw new ArgumentOutOfRangeException(
                nameof(spec), spec.Scale, $"The scale of {name} must be a finite number{(signed ? "" : ", at least 0")}.");
        }

        // Beyond this, a normal number in its far tail would be an infinite parameter.
        if (spec.Scale > float.MaxValue / LargestNormal && !signed)
        {
            throw new ArgumentOutOfRangeException(
                nameof(spec), spec.Scale, $"The scale of {name} must be at most {float.MaxValue / LargestNormal}.");
        }

        if (!tensor.IsMatrix && spec.Kind is (Init.Orthogonal or Init.Identity or Init.Dirac or Init.DeltaOrthogonal or Init.Sparse))
        {
            throw new ArgumentException($"Init.{spec.Kind} fills matrices; {name} is a vector of {tensor.Columns}.", nameof(spec));
        }
    }
}
