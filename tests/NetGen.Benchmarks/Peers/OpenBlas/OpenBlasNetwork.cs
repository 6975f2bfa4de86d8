using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Peers.HandWritten;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Peers.OpenBlas;

/// <summary>Matrix products by OpenBLAS, everything else by TensorPrimitives. Weights are [out, in].</summary>
internal sealed class OpenBlasNetwork(OpenBlasLibrary library, DenseDescription description, BenchmarkData data)
    : TensorPrimitivesNetwork(description, data)
{
    /// <inheritdoc/>
    protected override void Multiply(PlainLayer layer, float[] input, bool activate)
    {
        for (int row = 0; row < Batch; row++)
        {
            layer.Biases.CopyTo(layer.Activations, row * layer.Outputs);
        }

        library.Multiply(false, true, Batch, layer.Outputs, layer.Inputs, input, layer.Weights, 1, layer.Activations);
        if (activate)
        {
            Activate(layer.Activations);
        }
    }

    /// <inheritdoc/>
    protected override void WeightGradient(PlainLayer layer, float[] input)
    {
        library.Multiply(true, false, layer.Outputs, layer.Inputs, Batch, layer.Deltas, input, 0, layer.WeightGradients);
        BiasGradient(layer);
    }

    /// <inheritdoc/>
    protected override void InputGradient(PlainLayer layer, PlainLayer before)
    {
        library.Multiply(false, false, Batch, layer.Inputs, layer.Outputs, layer.Deltas, layer.Weights, 0, before.Deltas);
        TimesDerivative(before);
    }
}
