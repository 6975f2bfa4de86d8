using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

public static partial class Prediction
{
    /// <summary>Checks the arguments of a step of a stream.</summary>
    /// <exception cref="ArgumentException">A length does not fit, a value is not finite, or the state is that of another network.</exception>
    /// <exception cref="InvalidOperationException">The stream has had all its steps.</exception>
    public static void CheckStep(NetworkInfo network, ReadOnlySpan<float> input, StreamState state, int output, int inputSize, int outputSize)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!ReferenceEquals(state.Network, network) || (long)state.Rows * inputSize != input.Length || (long)state.Rows * outputSize != output
            || (network.StreamSteps > 0 && state.Steps >= network.StreamSteps)
            || !TensorPrimitives.IsFiniteAll(input))
        {
            ThrowStep(network, input, state, output, inputSize, outputSize);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowStep(NetworkInfo network, ReadOnlySpan<float> input, StreamState state, int output, int inputSize, int outputSize)
    {
        if (!ReferenceEquals(state.Network, network))
        {
            throw new ArgumentException($"{network.Name}.Step: the state is one of {state.Network.Name}; take one from {network.Name}.CreateState.", nameof(state));
        }

        if ((long)state.Rows * inputSize != input.Length)
        {
            throw new ArgumentException($"{network.Name}.Step: the input has {input.Length} values; a step of {state.Rows} rows has {(long)state.Rows * inputSize} ({state.Rows} x {inputSize}).", nameof(input));
        }

        if ((long)state.Rows * outputSize != output)
        {
            throw new ArgumentException($"{network.Name}.Step: the output has {output} values; a step of {state.Rows} rows gives {(long)state.Rows * outputSize} ({state.Rows} x {outputSize}).", nameof(output));
        }

        if (network.StreamSteps > 0 && state.Steps >= network.StreamSteps)
        {
            throw new InvalidOperationException(
                $"{network.Name}.Step: the stream has had {state.Steps} steps, and [Input] declares sequences of {network.StreamSteps}: there are no positions, keys and values for more. Reset the state to begin again, or declare more steps.");
        }

        int at = 0;
        while (float.IsFinite(input[at]))
        {
            at++;
        }

        throw new ArgumentException(
            FormattableString.Invariant($"{network.Name}.Step: the input at row {at / inputSize}, value {at % inputSize} is {input[at]}, which would stay in the state; leave the step out, or put a finite value in its place."), nameof(input));
    }
}
