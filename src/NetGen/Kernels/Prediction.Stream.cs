using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

public static partial class Prediction
{
    /// <summary>Checks the arguments of a step of a stream.</summary>
    /// <exception cref="ArgumentException">A length does not fit, or the state is that of another network.</exception>
    public static void CheckStep(NetworkInfo network, int input, StreamState state, int output, int inputSize, int outputSize)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!ReferenceEquals(state.Network, network) || (long)state.Rows * inputSize != input || (long)state.Rows * outputSize != output)
        {
            ThrowStep(network, input, state, output, inputSize, outputSize);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowStep(NetworkInfo network, int input, StreamState state, int output, int inputSize, int outputSize)
    {
        throw !ReferenceEquals(state.Network, network)
            ? new ArgumentException($"{network.Name}.Step: the state is one of {state.Network.Name}; take one from {network.Name}.CreateState.", nameof(state))
            : (long)state.Rows * inputSize != input
            ? new ArgumentException($"{network.Name}.Step: the input has {input} values; a step of {state.Rows} rows has {(long)state.Rows * inputSize} ({state.Rows} x {inputSize}).", nameof(input))
            : new ArgumentException($"{network.Name}.Step: the output has {output} values; a step of {state.Rows} rows gives {(long)state.Rows * outputSize} ({state.Rows} x {outputSize}).", nameof(output));
    }
}
