using GradientClinic.Networks;
using GradientClinic.Results;
using NetGen;
using SampleKit.Data;

namespace GradientClinic.Experiments;

/// <summary>Thirty hidden layers: every activation with every initialiser, plain and under every remedy.</summary>
internal sealed class DepthExperiment : IExperiment<DepthResult>
{
    private const int Steps = 600;
    private const int Batch = 32;
    private readonly Lazy<TeacherData> _data;
    private readonly List<(Subject Subject, Initialisation Init, Remedy Remedy, bool Treatment)> _cases = [];
    private readonly DepthMeasurement?[] _measurements;

    public DepthExperiment(long seed)
    {
        _data = new Lazy<TeacherData>(() => new TeacherData(seed));
        Subject[] subjects =
        [
            Subject.Of<DeepSigmoid, DeepSigmoidWeightNorm>("sigmoid"), Subject.Of<DeepTanh, DeepTanhWeightNorm>("tanh"),
            Subject.Of<DeepReLU, DeepReLUWeightNorm>("ReLU"), Subject.Of<DeepLeakyReLU, DeepLeakyReLUWeightNorm>("Leaky ReLU"),
        ];

        // The rate and momentum of a plain run that works where the network is healthy; adaptive optimizers with their usual rate.
        Remedy plain = Remedy.SGD(0.003f, momentum: 0.9);
        Add(subjects, plain, treatment: false);
        foreach (Remedy remedy in (Remedy[])
        [
            plain.ClippedByValue(0.01f), plain.ClippedByGlobalNorm(1), plain.ClippedAdaptively(0.01f),
            Remedy.RMSprop(0.001f), Remedy.Adam(0.001f), Remedy.Adam(0.001f).ClippedByGlobalNorm(1),
            plain.WithWeightNorm(), Remedy.Adam(0.001f).WithWeightNorm(),
        ])
        {
            Add(subjects, remedy, treatment: true);
        }

        _measurements = new DepthMeasurement?[_cases.Count];
        Jobs = [.. _cases.Select((c, i) => new Action<CancellationToken>(cancel =>
            _measurements[i] = (c.Remedy.WeightNorm ? c.Subject.RunWeightNorm : c.Subject.Run)(_data.Value, c.Init, c.Remedy, new Schedule(Steps, Batch, c.Treatment ? 4 : 20), seed, cancel)))];
    }

    private delegate DepthMeasurement Run(TeacherData data, Initialisation init, Remedy remedy, Schedule schedule, long seed, CancellationToken cancel);

    /// <inheritdoc/>
    public string Name => "Depth";

    /// <inheritdoc/>
    public IReadOnlyList<Action<CancellationToken>> Jobs { get; }

    /// <inheritdoc/>
    public DepthResult Result()
    {
        TeacherData data = _data.Value;
        var judge = new DepthJudge(data.PriorLoss);
        Dictionary<(string, string), DepthMeasurement> plain = [];
        List<DepthRun> runs = [];
        for (int i = 0; i < _cases.Count; i++)
        {
            (Subject subject, Initialisation init, Remedy remedy, bool treatment) = _cases[i];
            DepthMeasurement measured = _measurements[i]!;
            plain.TryAdd((subject.Activation, init.Name), measured);
            (string verdict, string reason) = treatment
                ? judge.Treated(plain[(subject.Activation, init.Name)], measured, remedy)
                : judge.Plain(measured);
            runs.Add(measured.Run(subject.Activation, init.Name, remedy, treatment, verdict, reason));
        }

        return new DepthResult(DeepTanh.Info.Layers.Count(static l => l.IsActivation), DeepTanh.Info.Layers[0].Outputs,
            TeacherData.Samples, Batch, Steps, data.PriorLoss, judge.LearnedLoss, runs);
    }

    private void Add(Subject[] subjects, Remedy remedy, bool treatment)
    {
        foreach (Subject subject in subjects)
        {
            foreach (Initialisation init in Initialisation.Deep)
            {
                _cases.Add((subject, init, remedy, treatment));
            }
        }
    }

    /// <summary>An activation with its two network classes.</summary>
    private sealed record Subject(string Activation, Run Run, Run RunWeightNorm)
    {
        public static Subject Of<TNetwork, TWeightNorm>(string activation)
            where TNetwork : class, INetwork<TNetwork>
            where TWeightNorm : class, INetwork<TWeightNorm> =>
            new(activation, DepthMeasurement.Take<TNetwork>, DepthMeasurement.Take<TWeightNorm>);
    }
}
