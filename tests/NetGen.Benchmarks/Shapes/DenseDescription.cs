namespace NetGen.Benchmarks.Shapes;

/// <summary>A chain of dense layers, one activation between two of them: what the hand-written peers, ONNX and PyTorch build.</summary>
/// <param name="Sizes">The inputs, and the units of each layer.</param>
/// <param name="Activation">ReLU or Tanh, after every layer but the last.</param>
/// <param name="Loss">MeanSquaredError or SoftmaxCrossEntropy.</param>
internal sealed record DenseDescription(int[] Sizes, string Activation, string Loss)
{
    /// <summary>The layers.</summary>
    public int Layers => Sizes.Length - 1;

    /// <summary>Reads it out of a network's description; null when the network is anything else.</summary>
    public static DenseDescription? Of(NetworkInfo info)
    {
        LayerInfo[] layers = [.. info.Layers.Where(static l => l.Kind != "Input")];
        if (info.Loss is not ("MeanSquaredError" or "SoftmaxCrossEntropy") || info.Parameters.Length != layers.Length + 1 || layers.Length < 3)
        {
            return null;
        }

        string activation = layers[1].Kind;
        var sizes = new List<int> { info.InputSize };
        for (int i = 0; i < layers.Length; i++)
        {
            if (layers[i].Kind != (i % 2 == 0 ? "Dense" : activation))
            {
                return null;
            }

            if (i % 2 == 0)
            {
                sizes.Add(layers[i].Outputs);
            }
        }

        return activation is "ReLU" or "Tanh" ? new DenseDescription([.. sizes], activation, info.Loss) : null;
    }
}
