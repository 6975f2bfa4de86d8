using NetGen.Benchmarks.Measurement;

namespace NetGen.Benchmarks.Shapes;

/// <summary>NetGen's implementation: what a user calls, <c>Predict</c> and <c>Trainer.Step</c>.</summary>
internal sealed class NetGenNetwork<TNetwork> : NetGenNetwork
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly BenchmarkData _data;
    private readonly Predictor _predict;
    private readonly TNetwork _network = TNetwork.Create(seed: 1);
    private readonly Trainer<TNetwork> _trainer;
    private readonly Workspace _workspace;
    private readonly float[] _output;

    public NetGenNetwork(BenchmarkData data, NonFinitePolicy nonFinite)
    {
        _data = data;

        // A call through the type parameter costs a look-up that a user's call does not, and the smallest network feels it.
        _predict = _network.Predict;
        _trainer = new Trainer<TNetwork>(_network, new Adam(BenchmarkData.LearningRate)) { NonFinite = nonFinite };
        _workspace = new Workspace(TNetwork.Info, data.Batch);
        _output = new float[data.Batch * TNetwork.Info.OutputSize];
    }

    private delegate void Predictor(ReadOnlySpan<float> input, Span<float> output);

    /// <inheritdoc/>
    public override float[] Outputs()
    {
        _network.Predict(_data.Input, _output);
        return (float[])_output.Clone();
    }

    /// <inheritdoc/>
    public override void SetThreads(int threads) => _trainer.Threads = threads;

    /// <inheritdoc/>
    public override FirstStep Start()
    {
        StepResult step = _data.Labels.Length > 0 ? _trainer.Step(_data.Input, _data.Labels) : _trainer.Step(_data.Input, _data.Targets);
        float[][] gradients = new float[TNetwork.Info.Parameters.Length][];
        for (int i = 0; i < gradients.Length; i++)
        {
            gradients[i] = new float[TNetwork.Info.Parameters[i].Count];
            _trainer.Gradient(TNetwork.Info.Parameters[i].Name).FlattenTo(gradients[i]);
        }

        return new FirstStep(step.Loss, gradients, BenchmarkData.Unpadded(TNetwork.Info, _network.Parameters.Values));
    }

    /// <inheritdoc/>
    protected override void ForwardPass(int iterations)
    {
        for (int i = 0; i < iterations; i++)
        {
            _network.Forward(_data.Input, _workspace);
        }
    }

    /// <inheritdoc/>
    protected override void ForwardAndLoss(int iterations)
    {
        for (int i = 0; i < iterations; i++)
        {
            _network.Forward(_data.Input, _workspace);
            _network.Loss(_data.Targets, _data.Labels, _workspace);
        }
    }

    /// <inheritdoc/>
    protected override void Passes(int iterations)
    {
        for (int i = 0; i < iterations; i++)
        {
            _network.Forward(_data.Input, _workspace);
            _network.Loss(_data.Targets, _data.Labels, _workspace);
            _network.Backward(_data.Input, _workspace);
        }
    }

    /// <inheritdoc/>
    protected override void Release() => _trainer.Dispose();

    /// <inheritdoc/>
    protected override void Forward(int iterations)
    {
        Predictor predict = _predict;
        float[] input = _data.Input;
        float[] output = _output;
        for (int i = 0; i < iterations; i++)
        {
            predict(input, output);
        }
    }

    /// <inheritdoc/>
    protected override void Step(int iterations)
    {
        Trainer<TNetwork> trainer = _trainer;
        float[] input = _data.Input;
        if (_data.Labels is { Length: > 0 } labels)
        {
            for (int i = 0; i < iterations; i++)
            {
                trainer.Step(input, labels);
            }
        }
        else
        {
            float[] targets = _data.Targets;
            for (int i = 0; i < iterations; i++)
            {
                trainer.Step(input, targets);
            }
        }
    }
}
