using System.Numerics.Tensors;

namespace NetGen;

public sealed partial class Trainer<TNetwork>
{
    /// <summary>Predicts every sample of a set and measures the loss and, with class indices, the accuracy. Changes nothing.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="batchSize">How many samples are predicted at once; at least 1, default 256. It decides memory and speed, not the result.</param>
    /// <exception cref="ArgumentException">The set does not fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is less than 1.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public EvaluationResult Evaluate(DataSet data, int batchSize = 256)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        NetworkInfo info = _core.Network;
        CheckFits(data, info, nameof(data));
        Workspace workspace = _core.BeginEvaluation(Math.Min(batchSize, data.Count));
        var loss = new LossMean(info.Reduction);
        int right = 0;
        for (int start = 0; start < data.Count; start += batchSize)
        {
            int rows = Math.Min(batchSize, data.Count - start);
            workspace.Batch = rows;
            ReadOnlySpan<int> labels = data.HasLabels ? data.Labels.Slice(start, rows) : default;
            ReadOnlySpan<float> targets = data.HasLabels ? default : data.Targets.Slice(start * data.TargetSize, rows * data.TargetSize);
            ReadOnlySpan<float> inputs = data.Inputs.Slice(start * info.InputSize, rows * info.InputSize);
            if (_core.Threads.SharesForward(rows))
            {
                _evaluations ??= new PassWork<TNetwork>(_network);
                _evaluations.Run(_core.Threads.Team, _core.Threads.ForwardPatience(rows), workspace, Passes.Forward, inputs, default, default);
            }
            else
            {
                _network.Forward(inputs, workspace);
            }

            // Counted before the loss, which may overwrite the output with its gradient.
            right += CountRight(workspace, info.Layers[^1], labels);
            loss.Add(_network.Loss(targets, labels, workspace), rows);
        }

        return new EvaluationResult(data.Count, loss.Value, data.HasLabels ? right / (double)data.Count : null);
    }

    private static void CheckFits(DataSet data, NetworkInfo info, string argument)
    {
        ArgumentNullException.ThrowIfNull(data, argument);
        if (data.InputSize != info.InputSize)
        {
            throw new ArgumentException($"{info.Name} takes {info.InputSize} inputs; the samples have {data.InputSize}.", argument);
        }

        if (data.HasLabels && !info.TakesClassIndices)
        {
            throw new ArgumentException($"The loss of {info.Name}, {info.Loss}, takes no class indices: use DataSet.FromTargets with {info.OutputSize} targets a sample.", argument);
        }

        if (data.HasLabels && data.Classes != info.Layers[^1].OutputChannels)
        {
            throw new ArgumentException($"{info.Name} has {info.Layers[^1].OutputChannels} outputs, one for each class; the samples have {data.Classes} classes.", argument);
        }

        if (!data.HasLabels && data.TargetSize != info.OutputSize)
        {
            throw new ArgumentException($"{info.Name} has {info.OutputSize} outputs; the samples have {data.TargetSize} targets.", argument);
        }
    }

    private static int CountRight(Workspace workspace, LayerInfo output, ReadOnlySpan<int> labels)
    {
        int right = 0;
        int channels = output.OutputChannels;
        ReadOnlySpan<float> scores = workspace.Memory[(output.OutputOffset * workspace.Capacity)..];
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<float> line = scores.Slice(row * output.OutputStride, channels);
            right += TensorPrimitives.IndexOfMax(line) == labels[row] ? 1 : 0;
        }

        return right;
    }
}
