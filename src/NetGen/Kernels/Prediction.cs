using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>What every generated <c>Predict</c> shares: checks, scratch memory, and the functions that a loss contains.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Prediction
{
    [ThreadStatic]
    private static AlignedBuffer? t_scratch;

    /// <summary>Checks the lengths of a prediction's spans and returns the number of rows.</summary>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static int CheckLengths(string network, int input, int inputSize, int output, int outputSize)
    {
        int rows = input / inputSize;
        if (rows * inputSize != input || rows == 0 || (long)rows * outputSize != output)
        {
            Throw(network, input, inputSize, output, outputSize);
        }

        return rows;
    }

    /// <summary>
    /// Lends this thread a buffer of at least that many floats. It is taken away while lent, so that an activation that
    /// predicts with another network gets one of its own.
    /// </summary>
    public static AlignedBuffer Rent(int length)
    {
        AlignedBuffer? scratch = t_scratch;
        t_scratch = null;
        return scratch is not null && scratch.Length >= length ? scratch : new AlignedBuffer(length, stagger: 10);
    }

    /// <summary>Takes a lent buffer back.</summary>
    public static void Return(AlignedBuffer scratch) => t_scratch = scratch;

    /// <summary>The index of the largest score of each row, or of each position of each row.</summary>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Classes<TNetwork>(
        TNetwork network, string name, ReadOnlySpan<float> input, Span<int> classes, int inputSize, int outputSize, int positions = 1)
        where TNetwork : class, INetwork<TNetwork>
    {
        const int Block = 64;
        int rows = input.Length / inputSize;
        if (rows * inputSize != input.Length || rows == 0 || (long)rows * positions != classes.Length)
        {
            throw new ArgumentException(
                $"{name}.PredictClasses: the input has {input.Length} values, which must be a multiple of {inputSize} and not 0; there is room for {classes.Length} classes, {(positions == 1 ? "one" : positions)} for each row.");
        }

        AlignedBuffer scores = RentSecond(Block * outputSize);
        for (int start = 0; start < rows; start += Block)
        {
            int count = Math.Min(Block, rows - start);
            Span<float> block = scores.Span[..(count * outputSize)];
            network.Predict(input.Slice(start * inputSize, count * inputSize), block);
            int scored = outputSize / positions;
            for (int row = 0; row < count * positions; row++)
            {
                ReadOnlySpan<float> one = block.Slice(row * scored, scored);
                int best = 0;
                for (int c = 1; c < one.Length; c++)
                {
                    best = one[c] > one[best] ? c : best;
                }

                classes[(start * positions) + row] = best;
            }
        }

        t_scores = scores;
    }

    [ThreadStatic]
    private static AlignedBuffer? t_scores;

    private static AlignedBuffer RentSecond(int length)
    {
        AlignedBuffer? scores = t_scores;
        t_scores = null;
        return scores is not null && scores.Length >= length ? scores : new AlignedBuffer(length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(string network, int input, int inputSize, int output, int outputSize)
    {
        throw input == 0 || input % inputSize != 0
            ? new ArgumentException($"{network}.Predict: the input has {input} values; it must have a multiple of {inputSize}, and at least one row.", nameof(input))
            : new ArgumentException(
                $"{network}.Predict: the input has {input / inputSize} rows of {inputSize}, so the output must have {(long)(input / inputSize) * outputSize} values ({input / inputSize} x {outputSize}); it has {output}.", nameof(output));
    }
}
