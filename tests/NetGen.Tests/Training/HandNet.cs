namespace NetGen.Tests.Training;

/// <summary>
/// A network in plain scalar code over its <see cref="NetworkInfo"/>: Dense, Tanh, ReLU and Sigmoid with squared error or softmax
/// cross-entropy. The hooks let a test put anything anywhere.
/// </summary>
public sealed class HandNet<TSpec>(long seed) : INetwork<HandNet<TSpec>>
    where TSpec : IHandSpec
{
    public static NetworkInfo Info => TSpec.Info;

    public ParameterBuffer Parameters { get; } = new(TSpec.Info, seed);

    /// <summary>Called after the backward pass and before its statistics.</summary>
    public Action<Workspace>? OnBackward { get; set; }

    /// <summary>Called after the forward pass.</summary>
    public Action<Workspace>? OnForward { get; set; }

    /// <summary>Replaces the loss.</summary>
    public Func<float, float>? OnLoss { get; set; }

    public int Forwards { get; private set; }

    public static HandNet<TSpec> Create(long seed) => new(seed);

    public void Predict(ReadOnlySpan<float> input, Span<float> output)
    {
        var workspace = new Workspace(Info, input.Length / Info.InputSize);
        Run(input, workspace);
        LayerInfo last = Info.Layers[^1];
        for (int row = 0; row < workspace.Batch; row++)
        {
            Values(workspace, last, row).CopyTo(output.Slice(row * last.Outputs, last.Outputs));
        }
    }

    public void Forward(ReadOnlySpan<float> input, Workspace workspace)
    {
        Forwards++;
        Run(input, workspace);
        OnForward?.Invoke(workspace);
    }

    public float Loss(ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, Workspace workspace)
    {
        LayerInfo last = Info.Layers[^1];
        bool softmax = Info.Loss == "SoftmaxCrossEntropy";
        double sum = 0;
        double scale = softmax ? 1.0 / workspace.Batch : 1.0 / (workspace.Batch * last.Outputs);
        for (int row = 0; row < workspace.Batch; row++)
        {
            ReadOnlySpan<float> output = Values(workspace, last, row);
            Span<float> delta = Deltas(workspace, last, row);
            double normalizer = 0;
            for (int i = 0; i < output.Length; i++)
            {
                normalizer += Math.Exp(output[i]);
            }

            for (int i = 0; i < output.Length; i++)
            {
                double target = labels.IsEmpty ? targets[(row * output.Length) + i] : labels[row] == i ? 1 : 0;
                if (softmax)
                {
                    double probability = Math.Exp(output[i]) / normalizer;
                    sum -= target == 0 ? 0 : target * Math.Log(probability) * scale;
                    delta[i] = (float)((probability - target) * scale);
                }
                else
                {
                    double difference = output[i] - target;
                    sum += difference * difference * scale;
                    delta[i] = (float)(2 * difference * scale);
                }
            }
        }

        return OnLoss is null ? (float)sum : OnLoss((float)sum);
    }

    public void Backward(ReadOnlySpan<float> input, Workspace workspace)
    {
        workspace.Gradients.Span.Clear();
        for (int l = Info.Layers.Length - 1; l >= 0; l--)
        {
            LayerInfo layer = Info.Layers[l];
            for (int row = 0; row < workspace.Batch; row++)
            {
                ReadOnlySpan<float> x = l == 0 ? input.Slice(row * Info.InputSize, Info.InputSize) : Values(workspace, Info.Layers[l - 1], row);
                Span<float> dx = l == 0 ? default : Deltas(workspace, Info.Layers[l - 1], row);
                BackwardRow(workspace, layer, x, Values(workspace, layer, row), Deltas(workspace, layer, row), dx);
            }
        }

        Penalize(workspace);
        OnBackward?.Invoke(workspace);
        if (Info.Instrumentation == Instrumentation.On)
        {
            Measure(workspace);
        }
    }

    private static Span<float> Values(Workspace workspace, LayerInfo layer, int row) =>
        workspace.Memory.Slice((layer.OutputOffset * workspace.Capacity) + (row * layer.OutputStride), layer.Outputs);

    // The gradients lie behind all activations, in the same layout.
    private static Span<float> Deltas(Workspace workspace, LayerInfo layer, int row) => workspace.Memory.Slice(
        ((layer.OutputOffset + (Info.WorkspacePerRow / 2)) * workspace.Capacity) + (row * layer.OutputStride), layer.Outputs);

    private static ParameterInfo? Tensor(LayerInfo layer, ParameterRole role) =>
        Info.Parameters.FirstOrDefault(p => p.Layer == layer.Index && p.Role == role);

    private void Run(ReadOnlySpan<float> input, Workspace workspace)
    {
        for (int row = 0; row < workspace.Batch; row++)
        {
            ReadOnlySpan<float> x = input.Slice(row * Info.InputSize, Info.InputSize);
            foreach (LayerInfo layer in Info.Layers)
            {
                Span<float> y = Values(workspace, layer, row);
                for (int j = 0; j < y.Length; j++)
                {
                    y[j] = layer.Kind == "Dense" ? Dense(layer, x, j) : Activate(layer.Kind, x[j]);
                }

                x = y;
            }
        }
    }

    private float Dense(LayerInfo layer, ReadOnlySpan<float> x, int unit)
    {
        ParameterInfo w = Tensor(layer, ParameterRole.Weight)!;
        float sum = Parameters.Values[Tensor(layer, ParameterRole.Bias)!.Offset + unit];
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * Parameters.Values[w.IndexOf(i, unit)];
        }

        return sum;
    }

    private static float Activate(string kind, float x) => kind switch
    {
        "Tanh" => MathF.Tanh(x),
        "ReLU" => MathF.Max(x, 0),
        "Sigmoid" => 1 / (1 + MathF.Exp(-x)),
        _ => throw new NotSupportedException(kind),
    };

    private void BackwardRow(Workspace workspace, LayerInfo layer, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        if (layer.Kind != "Dense")
        {
            for (int i = 0; i < y.Length; i++)
            {
                dx[i] = dy[i] * (layer.Kind switch { "Tanh" => 1 - (y[i] * y[i]), "ReLU" => y[i] > 0 ? 1 : 0, _ => y[i] * (1 - y[i]) });
            }

            return;
        }

        ParameterInfo w = Tensor(layer, ParameterRole.Weight)!;
        ParameterInfo b = Tensor(layer, ParameterRole.Bias)!;
        Span<float> gradients = workspace.Gradients.Span;
        dx.Clear();
        for (int j = 0; j < dy.Length; j++)
        {
            gradients[b.Offset + j] += dy[j];
            for (int i = 0; i < x.Length; i++)
            {
                int at = w.IndexOf(i, j);
                gradients[at] += x[i] * dy[j];
                if (!dx.IsEmpty)
                {
                    dx[i] += dy[j] * Parameters.Values[at];
                }
            }
        }
    }

    private void Penalize(Workspace workspace)
    {
        foreach (ParameterInfo p in Info.Parameters)
        {
            for (int i = p.Offset; i < p.Offset + p.Length && p.L2 != 0; i++)
            {
                workspace.Gradients.Span[i] += 2 * p.L2 * Parameters.Values[i];
            }
        }
    }

    private static void Measure(Workspace workspace)
    {
        for (int i = 0; i < Info.Parameters.Length; i++)
        {
            ParameterInfo p = Info.Parameters[i];
            TensorStatistics statistics = default;
            foreach (float g in workspace.Gradients.Span.Slice(p.Offset, p.Length))
            {
                statistics.SumOfSquares += (double)g * g;
                statistics.NonFinite += float.IsFinite(g) ? 0 : 1;
                statistics.MaxAbs = MathF.Max(statistics.MaxAbs, MathF.Abs(g));
            }

            workspace.Statistics[i] = statistics;
        }
    }
}
