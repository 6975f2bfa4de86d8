using System.Runtime.CompilerServices;
using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Peers.HandWritten;

/// <summary>
/// Plain loops over arrays, with the inner loop over neighbours in memory. Weights are [in, out]. Optimised from the first call, so that how
/// long the runtime takes to notice is not part of the comparison.
/// </summary>
internal sealed class LoopNetwork(DenseDescription description, BenchmarkData data) : HandWrittenNetwork(description, data, transposed: false)
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Multiply(PlainLayer layer, float[] input, bool activate)
    {
        float[] weights = layer.Weights;
        for (int row = 0; row < Batch; row++)
        {
            Span<float> output = layer.Activations.AsSpan(row * layer.Outputs, layer.Outputs);
            layer.Biases.CopyTo(output);
            for (int k = 0; k < layer.Inputs; k++)
            {
                float x = input[(row * layer.Inputs) + k];
                ReadOnlySpan<float> line = weights.AsSpan(k * layer.Outputs, layer.Outputs);
                for (int o = 0; o < output.Length; o++)
                {
                    output[o] += x * line[o];
                }
            }

            if (activate)
            {
                for (int o = 0; o < output.Length; o++)
                {
                    output[o] = Tanh ? MathF.Tanh(output[o]) : MathF.Max(output[o], 0);
                }
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override double Differentiate(float[] outputs, float[] targets, int[] labels, float[] deltas)
    {
        double loss = 0;
        if (SquaredError)
        {
            for (int i = 0; i < outputs.Length; i++)
            {
                float error = outputs[i] - targets[i];
                loss += error * error;
                deltas[i] = 2 * error / outputs.Length;
            }

            return loss / outputs.Length;
        }

        int classes = outputs.Length / Batch;
        for (int row = 0; row < Batch; row++)
        {
            Span<float> scores = outputs.AsSpan(row * classes, classes);
            Span<float> delta = deltas.AsSpan(row * classes, classes);
            float largest = float.NegativeInfinity;
            foreach (float score in scores)
            {
                largest = MathF.Max(largest, score);
            }

            float sum = 0;
            for (int i = 0; i < classes; i++)
            {
                delta[i] = MathF.Exp(scores[i] - largest);
                sum += delta[i];
            }

            loss += largest + MathF.Log(sum) - scores[labels[row]];
            for (int i = 0; i < classes; i++)
            {
                delta[i] /= sum * Batch;
            }

            delta[labels[row]] -= 1f / Batch;
        }

        return loss / Batch;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void WeightGradient(PlainLayer layer, float[] input)
    {
        Array.Clear(layer.WeightGradients);
        Array.Clear(layer.BiasGradients);
        for (int row = 0; row < Batch; row++)
        {
            ReadOnlySpan<float> delta = layer.Deltas.AsSpan(row * layer.Outputs, layer.Outputs);
            for (int k = 0; k < layer.Inputs; k++)
            {
                float x = input[(row * layer.Inputs) + k];
                Span<float> gradient = layer.WeightGradients.AsSpan(k * layer.Outputs, layer.Outputs);
                for (int o = 0; o < gradient.Length; o++)
                {
                    gradient[o] += x * delta[o];
                }
            }

            for (int o = 0; o < delta.Length; o++)
            {
                layer.BiasGradients[o] += delta[o];
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void InputGradient(PlainLayer layer, PlainLayer before)
    {
        for (int row = 0; row < Batch; row++)
        {
            ReadOnlySpan<float> delta = layer.Deltas.AsSpan(row * layer.Outputs, layer.Outputs);
            for (int k = 0; k < layer.Inputs; k++)
            {
                ReadOnlySpan<float> line = layer.Weights.AsSpan(k * layer.Outputs, layer.Outputs);
                float sum = 0;
                for (int o = 0; o < delta.Length; o++)
                {
                    sum += delta[o] * line[o];
                }

                float y = before.Activations[(row * layer.Inputs) + k];
                before.Deltas[(row * layer.Inputs) + k] = Tanh ? sum * (1 - (y * y)) : y > 0 ? sum : 0;
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(float[] values, float[] gradients, AdamMoments moments, float rate, float inverseRootCorrection)
    {
        float[] first = moments.First;
        float[] second = moments.Second;
        for (int i = 0; i < values.Length; i++)
        {
            float g = gradients[i];
            first[i] = (Beta1 * first[i]) + ((1 - Beta1) * g);
            second[i] = (Beta2 * second[i]) + ((1 - Beta2) * g * g);
            values[i] -= rate * first[i] / ((MathF.Sqrt(second[i]) * inverseRootCorrection) + Epsilon);
        }
    }
}
