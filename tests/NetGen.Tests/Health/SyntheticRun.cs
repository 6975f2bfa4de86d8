using NetGen.Tests.Training;

namespace NetGen.Tests.Health;

/// <summary>Feeds a monitor with made-up steps.</summary>
internal sealed class SyntheticRun
{
    private const int Rows = 10;

    private readonly NetworkInfo _info;
    private readonly Workspace _workspace;
    private readonly float[] _input;
    private long _step;

    public SyntheticRun(NetworkInfo info, Optimizer? optimizer = null, float input = 1)
    {
        _info = info;
        _workspace = new Workspace(info, Rows);
        // Outputs that no rule objects to.
        _workspace.Memory.Fill(0.5f);
        _input = new float[Rows * info.InputSize];
        Array.Fill(_input, input);
        Monitor = new HealthMonitor(info, optimizer);
    }

    public HealthMonitor Monitor { get; }

    public void Activate(string layer, Func<int, int, float> value)
    {
        LayerInfo info = _info.Layer(layer);
        for (int row = 0; row < Rows; row++)
        {
            for (int unit = 0; unit < info.Outputs; unit++)
            {
                _workspace.Memory[(info.OutputOffset * Rows) + (row * info.OutputStride) + unit] = value(row, unit);
            }
        }
    }

    public HealthVerdict Step(double ratio) => Step([.. _info.Layers.Where(static l => l.Kind == "Dense").Select(_ => ratio)]);

    public HealthVerdict Step(double[] ratios, double norm = 1)
    {
        var gradients = new TensorStatistics[_info.Parameters.Length];
        var updates = new UpdateStatistics[_info.Parameters.Length];
        int layer = 0;
        for (int i = 0; i < gradients.Length; i++)
        {
            gradients[i].SumOfSquares = norm * norm / gradients.Length;
            double ratio = _info.Parameters[i].Role == ParameterRole.Weight ? ratios[layer++] : 1e-3;
            updates[i] = new UpdateStatistics { WeightSquares = 4, UpdateSquares = 4 * ratio * ratio, MaxAbs = 1 };
        }

        _step++;
        Monitor.ObserveBatch(_step, _input, _workspace);
        return Monitor.Observe(_step, norm, NonFiniteValues.None, gradients, updates);
    }

    public void Steps(int count, double ratio, double norm = 1)
    {
        for (int i = 0; i < count; i++)
        {
            Step([.. _info.Layers.Where(static l => l.Kind == "Dense").Select(_ => ratio)], norm);
        }
    }
}
