using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Peers.HandWritten;

/// <summary>
/// A dense network as one writes it by hand: arrays, one method for each thing that a layer does, no allocation while training. It measures no
/// norms, checks no input and watches nothing, all of which NetGen's step does.
/// </summary>
internal abstract class HandWrittenNetwork : LocalNetwork
{
    protected const float Beta1 = 0.9f;
    protected const float Beta2 = 0.999f;
    protected const float Epsilon = 1e-8f;

    private readonly BenchmarkData _data;
    private readonly bool _isTransposed;
    private int _step;

    protected HandWrittenNetwork(DenseDescription description, BenchmarkData data, bool transposed)
    {
        _data = data;
        _isTransposed = transposed;
        Tanh = description.Activation == "Tanh";
        SquaredError = description.Loss == "MeanSquaredError";
        Layers = new PlainLayer[description.Layers];
        for (int i = 0; i < Layers.Length; i++)
        {
            int inputs = description.Sizes[i];
            int outputs = description.Sizes[i + 1];
            float[] weights = data.Parameters[2 * i];
            Layers[i] = new PlainLayer(inputs, outputs, data.Batch)
            {
                Weights = transposed ? Transpose(weights, inputs, outputs) : (float[])weights.Clone(),
                Biases = (float[])data.Parameters[(2 * i) + 1].Clone(),
            };
        }
    }

    protected PlainLayer[] Layers { get; }

    protected bool Tanh { get; }

    protected bool SquaredError { get; }

    protected int Batch => _data.Batch;

    /// <inheritdoc/>
    public override float[] Outputs()
    {
        Forward(1);
        return (float[])Layers[^1].Activations.Clone();
    }

    /// <inheritdoc/>
    public override FirstStep Start()
    {
        double loss = Train();
        return new FirstStep(
            loss,
            [.. Layers.SelectMany(l => new[] { InNetGensLayout(l, l.WeightGradients), l.BiasGradients })],
            [.. Layers.SelectMany(l => new[] { InNetGensLayout(l, l.Weights), l.Biases })]);
    }

    /// <summary>y = x·W + b, then the activation if there is one.</summary>
    protected abstract void Multiply(PlainLayer layer, float[] input, bool activate);

    /// <summary>The gradient of the outputs; returns the loss.</summary>
    protected abstract double Differentiate(float[] outputs, float[] targets, int[] labels, float[] deltas);

    /// <summary>dW = xᵀ·δ, db = Σδ.</summary>
    protected abstract void WeightGradient(PlainLayer layer, float[] input);

    /// <summary>δ of the layer before: δ·Wᵀ times the derivative of its activation.</summary>
    protected abstract void InputGradient(PlainLayer layer, PlainLayer before);

    /// <summary>One step of Adam for one tensor.</summary>
    protected abstract void Update(float[] values, float[] gradients, AdamMoments moments, float rate, float inverseRootCorrection);

    /// <inheritdoc/>
    protected override void Forward(int iterations)
    {
        for (int i = 0; i < iterations; i++)
        {
            Predict();
        }
    }

    /// <inheritdoc/>
    protected override void Step(int iterations)
    {
        for (int i = 0; i < iterations; i++)
        {
            Train();
        }
    }

    private void Predict()
    {
        float[] input = _data.Input;
        for (int i = 0; i < Layers.Length; i++)
        {
            Multiply(Layers[i], input, activate: i < Layers.Length - 1);
            input = Layers[i].Activations;
        }
    }

    private double Train()
    {
        Predict();
        double loss = Differentiate(Layers[^1].Activations, _data.Targets, _data.Labels, Layers[^1].Deltas);
        for (int i = Layers.Length - 1; i >= 0; i--)
        {
            WeightGradient(Layers[i], i == 0 ? _data.Input : Layers[i - 1].Activations);
            if (i > 0)
            {
                InputGradient(Layers[i], Layers[i - 1]);
            }
        }

        _step++;
        float rate = (float)(BenchmarkData.LearningRate / (1 - Math.Pow(Beta1, _step)));
        float inverseRootCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, _step)));
        foreach (PlainLayer layer in Layers)
        {
            Update(layer.Weights, layer.WeightGradients, layer.WeightMoments, rate, inverseRootCorrection);
            Update(layer.Biases, layer.BiasGradients, layer.BiasMoments, rate, inverseRootCorrection);
        }

        return loss;
    }

    private float[] InNetGensLayout(PlainLayer layer, float[] matrix) =>
        _isTransposed ? Transpose(matrix, layer.Outputs, layer.Inputs) : (float[])matrix.Clone();

    private static float[] Transpose(float[] matrix, int rows, int columns)
    {
        float[] result = new float[matrix.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                result[(column * rows) + row] = matrix[(row * columns) + column];
            }
        }

        return result;
    }
}
