using System.Collections.Immutable;

namespace NetGen;

/// <summary>
/// Fixup initialisation of residual networks without normalisation (Zhang, Dauphin and Ma, "Fixup initialization: residual
/// learning without normalization", 2019): scales the branches so that the depth does not show in the size of an update.
/// </summary>
/// <example><code>
/// var net = new DeepResidualNet(seed: 1);
/// Fixup.Apply(net.Parameters, [.. Enumerable.Range(1, 30).Select(i => $"block{i}.*")]);
/// </code></example>
public static class Fixup
{
    /// <summary>
    /// With L branches and m weight layers in a branch: multiplies the weights of the branch by L^(-1/(2m - 2)), sets those of its
    /// last layer to 0, and, where asked for, those of the network's output layer. All else is kept, biases first of all: apply it to a
    /// network as it was created, with He initialisation before ReLU.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Projection and output matrix of attention are two layers, as are both steps of a separable convolution. A recurrent layer is one, in
    /// both directions together; the weights of its state are kept, for they lead from step to step, not from layer to layer, and a state
    /// whose input has weights of 0 stays 0.
    /// </para>
    /// <para>
    /// These are rules 1 and 2 of the paper. Its rule 3, a scalar bias before each layer and a scalar factor for each branch, is a
    /// matter of the declaration; the biases that layers have serve for the former. With weight normalisation the magnitude is
    /// scaled or set to 0 instead of the direction. A layer under spectral normalisation has a scale of its own and is refused.
    /// </para>
    /// </remarks>
    /// <param name="parameters">The parameters, which change.</param>
    /// <param name="branches">
    /// A pattern for each residual branch, in which <c>*</c> stands for any characters, that matches the path names of its
    /// parameters, such as <c>block1.*</c>.
    /// </param>
    /// <param name="zeroOutput">Whether the last layer with weights, when it is in no branch, starts at 0; default true.</param>
    /// <returns>The tensors that were scaled.</returns>
    /// <exception cref="ArgumentException">
    /// There is no branch, a pattern matches no weights, two match the same, or a layer is under spectral normalisation; nothing
    /// was changed.
    /// </exception>
    public static ImmutableArray<FixupTensor> Apply(ParameterBuffer parameters, IReadOnlyList<string> branches, bool zeroOutput = true)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(branches);
        if (branches.Count == 0)
        {
            throw new ArgumentException("Fixup scales residual branches: name at least one, such as \"block1.*\".", nameof(branches));
        }

        NetworkInfo network = parameters.Network;
        var owners = new Dictionary<int, string>();
        var planned = ImmutableArray.CreateBuilder<FixupTensor>();
        foreach (string branch in branches)
        {
            List<List<int>> layers = Layers(network, Weights(network, branch, owners));
            double factor = layers.Count == 1 ? 0 : Math.Pow(branches.Count, -1.0 / ((2 * layers.Count) - 2));
            for (int i = 0; i < layers.Count; i++)
            {
                planned.AddRange(layers[i].Select(w => new FixupTensor(network.Parameters[w].Name, branch, i == layers.Count - 1 ? 0 : (float)factor)));
            }
        }

        if (zeroOutput && Layers(network, Enumerable.Range(0, network.Parameters.Length).Where(i => IsScaled(network.Parameters[i]))) is [.., { } output]
            && !owners.ContainsKey(output[^1]))
        {
            planned.AddRange(output.Select(w => new FixupTensor(network.Parameters[w].Name, "", 0)));
        }

        ImmutableArray<FixupTensor> tensors = [.. planned.Select(p => p with { Name = Scaled(network, network.IndexOf(p.Name)).Name })];
        foreach (FixupTensor tensor in tensors)
        {
            ParameterInfo info = network.Parameters[network.IndexOf(tensor.Name)];
            foreach (ref float value in parameters.Values.Slice(info.Offset, info.Length))
            {
                value *= tensor.Factor;
            }
        }

        return tensors;
    }

    /// <summary>Weights that lead from one layer to the next; those of a state lead from one step to the next.</summary>
    private static bool IsScaled(ParameterInfo parameter) => parameter.IsWeight && parameter.Role != ParameterRole.RecurrentWeight;

    /// <summary>Weights by the layer of the paper that they are; the directions of a recurrent layer stand side by side.</summary>
    private static List<List<int>> Layers(NetworkInfo network, IEnumerable<int> weights)
    {
        var layers = new List<List<int>>();
        foreach (int weight in weights)
        {
            int layer = network.Parameters[weight].Layer;
            bool isRecurrent = network.Parameters.Any(p => p.Layer == layer && p.Role == ParameterRole.RecurrentWeight);
            if (isRecurrent && layers.Count > 0 && network.Parameters[layers[^1][0]].Layer == layer)
            {
                layers[^1].Add(weight);
            }
            else
            {
                layers.Add([weight]);
            }
        }

        return layers;
    }

    /// <summary>The weights of a branch, in the order of the network.</summary>
    private static int[] Weights(NetworkInfo network, string branch, Dictionary<int, string> owners)
    {
        var pattern = new ParameterGroup(branch);
        var weights = new List<int>();
        for (int i = 0; i < network.Parameters.Length; i++)
        {
            ParameterInfo parameter = network.Parameters[i];
            if (!IsScaled(parameter) || !pattern.Matches(parameter.Name))
            {
                continue;
            }

            if (!owners.TryAdd(i, branch))
            {
                throw new ArgumentException($"{parameter.Name} belongs to two branches, '{owners[i]}' and '{branch}'.", nameof(branch));
            }

            weights.Add(i);
        }

        return weights.Count > 0
            ? [.. weights]
            : throw new ArgumentException(
                $"The branch '{branch}' matches no weights of {network.Name}. It has: {string.Join(", ", network.Parameters.Where(IsScaled).Select(static p => p.Name))}.",
                nameof(branch));
    }

    /// <summary>What sets the scale of a weight: itself, or its magnitude.</summary>
    private static ParameterInfo Scaled(NetworkInfo network, int index)
    {
        ParameterInfo weight = network.Parameters[index];
        if (network.States.Any(s => s.Name == weight.Name + ".u"))
        {
            throw new ArgumentException($"{weight.Name} is under spectral normalisation, which sets its scale: Fixup cannot.");
        }

        // A magnitude follows its weight.
        return index + 1 < network.Parameters.Length && network.Parameters[index + 1] is { Role: ParameterRole.Magnitude } magnitude ? magnitude : weight;
    }
}
