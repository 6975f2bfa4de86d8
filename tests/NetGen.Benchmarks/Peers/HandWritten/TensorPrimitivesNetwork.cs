using System.Numerics;
using System.Numerics.Tensors;
using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Peers.HandWritten;

/// <summary>The framework's vectorised primitives, row by row. Weights are [out, in], so that an output is one dot product.</summary>
internal class TensorPrimitivesNetwork(DenseDescription description, BenchmarkData data) : HandWrittenNetwork(description, data, transposed: true)
{
    /// <summary>What Adam works on at a time, so that the passes over it find it in the first cache.</summary>
    private const int Piece = 1024;

    private readonly float[] _scratch = new float[Piece];

    /// <inheritdoc/>
    protected override void Multiply(PlainLayer layer, float[] input, bool activate)
    {
        for (int row = 0; row < Batch; row++)
        {
            ReadOnlySpan<float> x = input.AsSpan(row * layer.Inputs, layer.Inputs);
            Span<float> output = layer.Activations.AsSpan(row * layer.Outputs, layer.Outputs);
            for (int o = 0; o < output.Length; o++)
            {
                output[o] = TensorPrimitives.Dot(x, layer.Weights.AsSpan(o * layer.Inputs, layer.Inputs)) + layer.Biases[o];
            }
        }

        if (activate)
        {
            Activate(layer.Activations);
        }
    }

    /// <summary>The activation, in place.</summary>
    protected void Activate(float[] values)
    {
        if (Tanh)
        {
            TensorPrimitives.Tanh(values, values);
        }
        else
        {
            TensorPrimitives.Max(values, 0f, values);
        }
    }

    /// <inheritdoc/>
    protected override double Differentiate(float[] outputs, float[] targets, int[] labels, float[] deltas)
    {
        if (SquaredError)
        {
            TensorPrimitives.Subtract(outputs, targets, deltas);
            double loss = TensorPrimitives.SumOfSquares<float>(deltas) / outputs.Length;
            TensorPrimitives.Multiply(deltas, 2f / outputs.Length, deltas);
            return loss;
        }

        double sum = 0;
        int classes = outputs.Length / Batch;
        for (int row = 0; row < Batch; row++)
        {
            Span<float> delta = deltas.AsSpan(row * classes, classes);
            TensorPrimitives.SoftMax(outputs.AsSpan(row * classes, classes), delta);
            sum -= MathF.Log(delta[labels[row]]);
            delta[labels[row]] -= 1;
        }

        TensorPrimitives.Multiply(deltas, 1f / Batch, deltas);
        return sum / Batch;
    }

    /// <inheritdoc/>
    protected override void WeightGradient(PlainLayer layer, float[] input)
    {
        Array.Clear(layer.WeightGradients);
        for (int o = 0; o < layer.Outputs; o++)
        {
            Span<float> gradient = layer.WeightGradients.AsSpan(o * layer.Inputs, layer.Inputs);
            for (int row = 0; row < Batch; row++)
            {
                TensorPrimitives.MultiplyAdd(input.AsSpan(row * layer.Inputs, layer.Inputs), layer.Deltas[(row * layer.Outputs) + o], gradient, gradient);
            }
        }

        BiasGradient(layer);
    }

    /// <summary>db = Σδ.</summary>
    protected void BiasGradient(PlainLayer layer)
    {
        Array.Clear(layer.BiasGradients);
        for (int row = 0; row < Batch; row++)
        {
            TensorPrimitives.Add(layer.BiasGradients, layer.Deltas.AsSpan(row * layer.Outputs, layer.Outputs), layer.BiasGradients);
        }
    }

    /// <inheritdoc/>
    protected override void InputGradient(PlainLayer layer, PlainLayer before)
    {
        for (int row = 0; row < Batch; row++)
        {
            Span<float> gradient = before.Deltas.AsSpan(row * layer.Inputs, layer.Inputs);
            gradient.Clear();
            for (int o = 0; o < layer.Outputs; o++)
            {
                TensorPrimitives.MultiplyAdd(layer.Weights.AsSpan(o * layer.Inputs, layer.Inputs), layer.Deltas[(row * layer.Outputs) + o], gradient, gradient);
            }
        }

        TimesDerivative(before);
    }

    /// <summary>Multiplies the gradient of a layer's outputs by the derivative of its activation.</summary>
    protected void TimesDerivative(PlainLayer layer)
    {
        Span<float> gradient = layer.Deltas;
        ReadOnlySpan<float> y = layer.Activations;
        int i = 0;
        for (; i <= y.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var output = new Vector<float>(y[i..]);
            var delta = new Vector<float>(gradient[i..]);
            Vector<float> product = Tanh
                ? delta * (Vector<float>.One - (output * output))
                : Vector.ConditionalSelect(Vector.GreaterThan(output, Vector<float>.Zero), delta, Vector<float>.Zero);
            product.CopyTo(gradient[i..]);
        }

        for (; i < y.Length; i++)
        {
            gradient[i] = Tanh ? gradient[i] * (1 - (y[i] * y[i])) : y[i] > 0 ? gradient[i] : 0;
        }
    }

    /// <inheritdoc/>
    protected override void Update(float[] values, float[] gradients, AdamMoments moments, float rate, float inverseRootCorrection)
    {
        for (int start = 0; start < values.Length; start += Piece)
        {
            int count = Math.Min(Piece, values.Length - start);
            Span<float> value = values.AsSpan(start, count);
            ReadOnlySpan<float> g = gradients.AsSpan(start, count);
            Span<float> first = moments.First.AsSpan(start, count);
            Span<float> second = moments.Second.AsSpan(start, count);
            Span<float> scratch = _scratch.AsSpan(0, count);
            TensorPrimitives.Multiply(first, Beta1, first);
            TensorPrimitives.MultiplyAdd(g, 1 - Beta1, first, first);
            TensorPrimitives.Multiply(g, g, scratch);
            TensorPrimitives.Multiply(second, Beta2, second);
            TensorPrimitives.MultiplyAdd(scratch, 1 - Beta2, second, second);
            TensorPrimitives.Sqrt(second, scratch);
            TensorPrimitives.Multiply(scratch, inverseRootCorrection, scratch);
            TensorPrimitives.Add(scratch, Epsilon, scratch);
            TensorPrimitives.Divide(first, scratch, scratch);
            TensorPrimitives.MultiplyAdd(scratch, -rate, value, value);
        }
    }
}
