using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;

namespace NetGen;

/// <summary>
/// Layer-sequential unit-variance initialisation: initialises the weights of a network by a batch of its data, so that the
/// output of every layer starts with variance 1, whatever the activations, the depth and the scale of the input
/// (Mishkin and Matas, "All you need is a good init", 2016).
/// </summary>
/// <example><code>
/// var net = new DeepNet(seed: 1);
/// Console.WriteLine(Lsuv.Initialize(net, data.Inputs[..(256 * DeepNet.InputSize)]));
/// </code></example>
public static class Lsuv
{
    /// <summary>
    /// Fills every weight matrix with orthonormal rows or columns; then, from the first layer to the last, predicts the batch and
    /// divides the layer's weights by the standard deviation of its output over all samples, positions and channels, until
    /// |variance - 1| is within the tolerance. Biases and all other parameters are kept.
    /// </summary>
    /// <remarks>
    /// With weight normalisation the magnitudes are rescaled instead of the directions. A layer under spectral normalisation has a
    /// scale of its own and keeps it, as does a recurrent layer, whose output is not proportional to its weights; such layers are
    /// reported with 0 iterations or not at all. The layers compute as in prediction: nothing is dropped, and batch normalisation
    /// uses its running statistics. Allocates a workspace for the batch; the same bits on every machine.
    /// </remarks>
    /// <param name="network">The network, whose parameters change.</param>
    /// <param name="batch">Some tens or hundreds of samples, [batch, InputSize], row-major, scaled as in training.</param>
    /// <param name="options">Tolerance, iterations, and how weights are drawn.</param>
    /// <returns>What was done to each layer.</returns>
    /// <exception cref="ArgumentException">
    /// The batch is empty or not a number of whole samples, or a layer's output over it is constant or not finite: its variance
    /// cannot become 1.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is not a number above 0, or the iterations are less than 1.</exception>
    public static LsuvResult Initialize<TNetwork>(TNetwork network, ReadOnlySpan<float> batch, LsuvOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= new LsuvOptions();
        if (!(options.Tolerance > 0 && double.IsFinite(options.Tolerance)))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Tolerance, "LsuvOptions.Tolerance must be a finite number greater than 0.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxIterations, 1, nameof(options));
        NetworkInfo info = TNetwork.Info;
        if (batch.IsEmpty || batch.Length % info.InputSize != 0)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"{info.Name} takes {info.InputSize} values a sample; the batch has {batch.Length}, which is not one or more whole samples."), nameof(batch));
        }

        ParameterBuffer parameters = network.Parameters;
        if (options.Orthonormal)
        {
            Draw(parameters, options.Seed);
        }

        var workspace = new Workspace(info, batch.Length / info.InputSize);
        var layers = ImmutableArray.CreateBuilder<LsuvLayer>();
        foreach (LayerInfo layer in info.Layers)
        {
            if (Scaled(info, layer) is { } tensor)
            {
                layers.Add(Adjust(network, batch, workspace, layer, tensor, options));
            }
        }

        return new LsuvResult(layers.ToImmutable(), layers.All(l => Math.Abs(l.Variance - 1) <= options.Tolerance));
    }

    private static void Draw(ParameterBuffer parameters, long seed)
    {
        for (int i = 0; i < parameters.Network.Parameters.Length; i++)
        {
            if (parameters.Network.Parameters[i].Role == ParameterRole.Weight)
            {
                ParameterInfo weight = parameters.Network.Parameters[i];
                var random = new Philox(seed, i);
                if (weight.Gates > 1)
                {
                    Initializer.FillGates(parameters.Values, weight with { GateBias = null }, new InitializerSpec(Init.Orthogonal), ref random);
                }
                else
                {
                    Initializer.Fill(parameters.Tensor(i), new InitializerSpec(Init.Orthogonal), ref random);
                }
            }
        }

        parameters.InitializeMagnitudes();
        parameters.InitializeSpectralVectors();
    }

    /// <summary>The tensor to which the layer's output is proportional, its bias apart; null where there is none.</summary>
    private static ParameterInfo? Scaled(NetworkInfo info, LayerInfo layer)
    {
        ParameterInfo[] weights = [.. info.Parameters.Where(p => p.Layer == layer.Index && p.IsWeight)];
        return weights is [{ Role: ParameterRole.Weight } weight]
            ? info.Parameters.FirstOrDefault(p => p.Layer == layer.Index && p.Role == ParameterRole.Magnitude) ?? weight
            : null;
    }

    private static LsuvLayer Adjust<TNetwork>(
        TNetwork network, ReadOnlySpan<float> batch, Workspace workspace, LayerInfo layer, ParameterInfo tensor, LsuvOptions options)
        where TNetwork : class, INetwork<TNetwork>
    {
        bool isFixed = workspace.Network.States.Any(s => s.Layer == layer.Index && s.Name == tensor.Name + ".u");
        double before = Variance(network, batch, workspace, layer);
        double variance = before, scale = 1;
        int iterations = 0;
        while (!isFixed && Math.Abs(variance - 1) > options.Tolerance && iterations < options.MaxIterations)
        {
            double factor = 1 / Math.Sqrt(variance);
            Span<float> values = network.Parameters.Values.Slice(tensor.Offset, tensor.Length);
            foreach (ref float value in values)
            {
                value = (float)(value * factor);
            }

            scale *= factor;
            iterations++;
            variance = Variance(network, batch, workspace, layer);
        }

        return new LsuvLayer(layer.Name, before, variance, scale, iterations);
    }

    /// <summary>The variance of the layer's output over samples, positions and channels.</summary>
    private static double Variance<TNetwork>(TNetwork network, ReadOnlySpan<float> batch, Workspace workspace, LayerInfo layer)
        where TNetwork : class, INetwork<TNetwork>
    {
        network.Forward(batch, workspace);
        ReadOnlyTensorSpan<float> output = workspace.Activation(layer);
        double mean = 0, variance = 0;
        foreach (ref readonly float value in output)
        {
            mean += value;
        }

        mean /= output.FlattenedLength;
        foreach (ref readonly float value in output)
        {
            variance += (value - mean) * (value - mean);
        }

        variance /= output.FlattenedLength;
        return variance > 0 && double.IsFinite(variance)
            ? variance
            : throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The output of {layer.Name} over the batch has a variance of {variance}, which no factor makes 1: {(double.IsFinite(variance) ? "its inputs are constant, because the batch is, or all units before it are dead" : "the batch or the parameters before it are not finite")}."),
                nameof(batch));
    }
}
