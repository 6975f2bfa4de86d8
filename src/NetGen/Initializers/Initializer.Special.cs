using NetGen.Kernels;

namespace NetGen;

/// <content>Fillings that need to know what the tensor is for.</content>
public static partial class Initializer
{
    /// <summary>
    /// Sets the biases of an LSTM's forget gates, so that its cells remember from the start: b_f = <paramref name="value"/>
    /// (Gers, Schmidhuber and Cummins 2000; Jozefowicz, Zaremba and Sutskever 2015 find 1; Keras
    /// <c>unit_forget_bias = True</c>). The other gates keep their biases.
    /// </summary>
    /// <param name="bias">
    /// The biases of the four gates in the order input, forget, cell, output (as PyTorch), [4·units]. PyTorch adds two such
    /// vectors, <c>bias_ih</c> and <c>bias_hh</c>; set one of the two.
    /// </param>
    /// <param name="units">The number of cells.</param>
    /// <param name="value">Any finite number; default 1.</param>
    /// <exception cref="ArgumentException">The span does not have 4·units elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no units, or the value is not finite.</exception>
    public static void ForgetGateBias(Span<float> bias, int units, float value = 1f)
    {
        CheckGates(bias, units);
        if (!float.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "The bias of a forget gate must be a finite number.");
        }

        bias.Slice(units, units).Fill(value);
    }

    /// <summary>
    /// Chrono initialisation of an LSTM, for dependencies of up to <paramref name="maxSteps"/> = T time steps:
    /// b_f = ln u with u from U[1, T - 1), and b_i = -b_f, unit by unit (Tallec and Ollivier, "Can recurrent neural networks
    /// warp time?", 2018). The biases of cell and output gate are kept; the paper has them 0.
    /// </summary>
    /// <param name="bias">The biases of the four gates in the order input, forget, cell, output (as PyTorch), [4·units].</param>
    /// <param name="units">The number of cells.</param>
    /// <param name="maxSteps">The longest dependency to learn, T; at least 2.</param>
    /// <param name="random">Where the numbers come from; moves on by two words a unit.</param>
    /// <exception cref="ArgumentException">The span does not have 4·units elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no units, or T is less than 2.</exception>
    public static void Chrono(Span<float> bias, int units, int maxSteps, ref Philox random)
    {
        CheckGates(bias, units);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSteps, 2);
        for (int unit = 0; unit < units; unit++)
        {
            double forget = DeterministicMath.Log(1 + (random.NextDouble() * (maxSteps - 2)));
            bias[units + unit] = (float)forget;
            bias[unit] = (float)-forget;
        }
    }

    /// <summary>
    /// Makes a convolution pass its input on unchanged: <paramref name="scale"/> at the centre tap where input and output
    /// channel are the same, 0 elsewhere (PyTorch <c>dirac_</c>). Channels that have no counterpart get 0.
    /// </summary>
    /// <param name="kernel">The kernel, [taps, in, out], without padding.</param>
    /// <param name="taps">The number of taps, width x height in two dimensions; the centre is tap ⌊taps/2⌋.</param>
    /// <param name="inChannels">The number of input channels.</param>
    /// <param name="outChannels">The number of output channels.</param>
    /// <param name="scale">The value at the centre; default 1.</param>
    /// <exception cref="ArgumentException">The span does not have taps·in·out elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or the scale is not finite.</exception>
    public static void Dirac(Span<float> kernel, int taps, int inChannels, int outChannels, float scale = 1f)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(taps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outChannels, 1);
        if (!float.IsFinite(scale))
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The centre of a kernel must be a finite number.");
        }

        long length = (long)taps * inChannels * outChannels;
        if (kernel.Length != length)
        {
            throw new ArgumentException(
                $"A kernel of {taps} taps, {inChannels} inputs and {outChannels} outputs has {length} elements, not {kernel.Length}.", nameof(kernel));
        }

        kernel.Clear();
        Span<float> centre = kernel.Slice(taps / 2 * inChannels * outChannels, inChannels * outChannels);
        for (int channel = 0; channel < Math.Min(inChannels, outChannels); channel++)
        {
            centre[(channel * outChannels) + channel] = scale;
        }
    }

    private static void CheckGates(ReadOnlySpan<float> bias, int units)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        if (bias.Length != 4L * units)
        {
            throw new ArgumentException($"The four gates of {units} units have {4L * units} biases, not {bias.Length}.", nameof(bias));
        }
    }
}
