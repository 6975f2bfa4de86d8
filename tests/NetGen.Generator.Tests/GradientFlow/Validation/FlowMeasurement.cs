extern alias generator;
extern alias runtime;
using System.Numerics.Tensors;
using System.Reflection;
using generator::NetGen.Generator;
using generator::NetGen.Generator.GradientFlow;
using generator::NetGen.Generator.Infrastructure;
using generator::NetGen.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using GeneratorInit = generator::NetGen.Init;
using RuntimeInit = runtime::NetGen.Init;

namespace NetGen.Generator.Tests.GradientFlow.Validation;

/// <summary>
/// Measures real networks: compiles declarations with the generator, loads them, draws their weights with several
/// initializers and many seeds, and runs them forward and backward over a batch of standardised inputs.
/// </summary>
internal sealed class FlowMeasurement
{
    private const int Batch = 32;

    private readonly Dictionary<string, Type> _types;
    private readonly Dictionary<string, NetworkModel> _models;

    public FlowMeasurement(IReadOnlyCollection<FlowCell> cells)
    {
        var parse = new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.None);
        var compilation = CSharpCompilation.Create(
            "Networks", [CSharpSyntaxTree.ParseText("using NetGen;\n" + string.Concat(cells.Select(static c => c.Declaration)), parse)], References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: parse, driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        using var image = new MemoryStream();
        var result = output.Emit(image);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Take(5)));
        }

        _types = Assembly.Load(image.ToArray()).GetTypes().ToDictionary(static t => t.FullName!, StringComparer.Ordinal);
        _models = driver.GetRunResult().Results.Single().TrackedSteps[TrackingNames.Model].SelectMany(static s => s.Outputs).Select(static o => (NetworkModel)o.Value)
            .ToDictionary(static m => m.Name, StringComparer.Ordinal);
    }

    /// <summary>Predicts and measures every layer of one architecture with the initializers that it declares: all weights of a layer together.</summary>
    /// <param name="cell">The architecture.</param>
    /// <param name="seeds">The number of networks.</param>
    public IReadOnlyList<FlowRow> MeasureDeclared(FlowCell cell, int seeds)
    {
        GradientFlowPrediction prediction = GradientFlowPredictor.Predict(_models[cell.Name]);
        double[][] logs = (double[][])typeof(FlowMeasurement).GetMethod(nameof(RunDeclared), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(_types[cell.Name]).Invoke(null, [_models[cell.Name].Assumptions, FirstSeed(cell.Name), seeds, prediction.Layers.Select(static l => l.Name).ToArray()])!;
        return
        [
            .. prediction.Layers.Select((layer, i) => new FlowRow(
                cell.Activation, "declared", cell.Depth, cell.Width, i + 1, layer.WeightGradient, Math.Exp(logs[i].Average()),
                logs[i].Count(log => Math.Abs(log - layer.LogWeightGradient) < 1.96 * layer.Deviation / 2) / (double)seeds, layer.GradientHolds)),
        ];
    }

    /// <summary>
    /// Predicts and measures the decades by which the gradient of each recurrent layer's state at the first step differs from that at the last but one,
    /// in the mean over networks.
    /// </summary>
    /// <param name="cell">The architecture.</param>
    /// <param name="seeds">The number of networks.</param>
    public IReadOnlyList<(string Layer, double Predicted, double Measured)> MeasureOverTime(FlowCell cell, int seeds)
    {
        GradientFlowPrediction prediction = GradientFlowPredictor.Predict(_models[cell.Name]);
        LayerFlow[] recurrent = [.. prediction.Layers.Where(static l => !double.IsNaN(l.DecadesOverTime))];
        double[] decades = (double[])typeof(FlowMeasurement).GetMethod(nameof(RunOverTime), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(_types[cell.Name]).Invoke(null, [_models[cell.Name].Assumptions, FirstSeed(cell.Name), seeds, recurrent.Select(static l => l.Name).ToArray()])!;
        return [.. recurrent.Select((layer, i) => (layer.Name, layer.DecadesOverTime, decades[i]))];
    }

    /// <summary>Predicts and measures every layer of one architecture.</summary>
    /// <param name="cell">The architecture.</param>
    /// <param name="init">The initializer of all weights.</param>
    /// <param name="seeds">The number of networks.</param>
    public IReadOnlyList<FlowRow> Measure(FlowCell cell, string init, int seeds)
    {
        GradientFlowPrediction prediction = GradientFlowPredictor.Predict(WithInit(_models[cell.Name], Enum.Parse<GeneratorInit>(init)));
        double[][] logs = (double[][])typeof(FlowMeasurement).GetMethod(nameof(Run), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(_types[cell.Name]).Invoke(null, [Enum.Parse<RuntimeInit>(init), FirstSeed(cell.Name + init), seeds])!;
        return
        [
            .. prediction.Layers.Select((layer, i) => new FlowRow(
                cell.Activation, init, cell.Depth, cell.Width, i + 1, layer.WeightGradient, Math.Exp(logs[i].Average()),
                logs[i].Count(log => Math.Abs(log - layer.LogWeightGradient) < 1.96 * layer.Deviation / 2) / (double)seeds, layer.GradientHolds)),
        ];
    }

    /// <summary>The running framework, NetGen, and what it brings along.</summary>
    private static IEnumerable<MetadataReference> References()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] own = [typeof(NetworkInfo).Assembly.Location, typeof(TensorSpan<>).Assembly.Location];
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework).Concat(own).Select(static path => MetadataReference.CreateFromFile(path));
    }

    /// <summary>Seeds of its own for each network: were data and random numbers the same for all, so would their errors be.</summary>
    private static long FirstSeed(string name) => (long)(name.Aggregate(14695981039346656037UL, static (hash, c) => unchecked((hash ^ c) * 1099511628211UL)) >> 2);

    private static NetworkModel WithInit(NetworkModel model, GeneratorInit init) => model with
    {
        Layers = new EquatableArray<LayerModel>(
            [.. model.Layers.Select(l => l switch
            {
                DenseModel dense => dense with { WeightInit = dense.WeightInit with { Kind = init, Scale = 1 } },
                ConvolutionModel convolution => convolution with { Weights = convolution.Weights with { WeightInit = convolution.Weights.WeightInit with { Kind = init, Scale = 1 } } },
                _ => l,
            })]),
    };

    /// <summary>ln of the norm of each weight matrix's gradient, by layer and seed.</summary>
    private static double[][] Run<TNetwork>(RuntimeInit init, long firstSeed, int seeds)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        TNetwork network = TNetwork.Create(0);
        var workspace = new Workspace(info, Batch) { Training = true };
        int[] weights = [.. Enumerable.Range(0, info.Parameters.Length).Where(i => info.Parameters[i].Role == runtime::NetGen.ParameterRole.Weight)];
        var logs = new double[weights.Length][];
        for (int i = 0; i < logs.Length; i++)
        {
            logs[i] = new double[seeds];
        }

        var input = new float[Batch * info.InputSize];
        var labels = new int[Batch];
        for (int n = 0; n < seeds; n++)
        {
            long seed = firstSeed + n;
            foreach (int i in weights)
            {
                Initializer.Fill(network.Parameters.Values, info.Parameters[i] with { Initializer = new InitializerSpec(init) }, seed, i);
            }

            var random = new Philox(seed, 0x64617461);
            for (int i = 0; i < input.Length; i++)
            {
                input[i] = (float)random.NextNormal();
            }

            for (int i = 0; i < labels.Length; i++)
            {
                labels[i] = (int)(random.NextDouble() * info.OutputSize);
            }

            network.Forward(input, workspace);
            network.Loss([], labels, workspace);
            network.Backward(input, workspace);
            for (int i = 0; i < weights.Length; i++)
            {
                logs[i][n] = Math.Log(workspace.Statistics[weights[i]].Norm);
            }
        }

        return logs;
    }

    /// <summary>ln of the norm of each layer's gradient without its biases, by layer and seed.</summary>
    private static double[][] RunDeclared<TNetwork>(TrainingAssumptions assumptions, long firstSeed, int seeds, string[] layers)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        int[][] weights = [.. layers.Select(layer => Enumerable.Range(0, info.Parameters.Length)
            .Where(i => info.Parameters[i].Name.StartsWith(layer + ".", StringComparison.Ordinal) && info.Parameters[i].Role != runtime::NetGen.ParameterRole.Bias).ToArray())];
        double[][] logs = [.. layers.Select(_ => new double[seeds])];
        Walk<TNetwork>(assumptions, firstSeed, seeds, (n, workspace) =>
        {
            for (int i = 0; i < layers.Length; i++)
            {
                logs[i][n] = Math.Log(Math.Sqrt(weights[i].Sum(w => (double)workspace.Statistics[w].Norm * workspace.Statistics[w].Norm)));
            }
        });
        return logs;
    }

    private static double[] RunOverTime<TNetwork>(TrainingAssumptions assumptions, long firstSeed, int seeds, string[] layers)
        where TNetwork : class, INetwork<TNetwork>
    {
        var decades = new double[layers.Length];
        LayerInfo[] infos = [.. layers.Select(static name => TNetwork.Info.Layers.ToArray().Single(l => l.Name == name))];
        Walk<TNetwork>(assumptions, firstSeed, seeds, (_, workspace) =>
        {
            for (int i = 0; i < layers.Length; i++)
            {
                ReadOnlySpan<double> norms = workspace.StepGradients(infos[i], false);
                decades[i] += Math.Log10(norms[norms.IndexOfAnyExcept(0.0)] / norms[^2]) / seeds;
            }
        });
        return decades;
    }

    /// <summary>One backward pass of each of several networks as they are declared; inputs of a vocabulary are token ids.</summary>
    private static void Walk<TNetwork>(TrainingAssumptions assumptions, long firstSeed, int seeds, Action<int, Workspace> look)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        var workspace = new Workspace(info, Batch) { Training = true };
        var input = new float[Batch * info.InputSize];
        var labels = new int[Batch * (info.OutputSize / FlowCell.Classes)];
        int vocabulary = info.Parameters.Where(static p => p.Role == runtime::NetGen.ParameterRole.Embedding).Select(static p => p.Rows).FirstOrDefault();
        for (int n = 0; n < seeds; n++)
        {
            TNetwork network = TNetwork.Create(firstSeed + n);
            var random = new Philox(firstSeed + n, 0x64617461);
            for (int i = 0; i < input.Length; i++)
            {
                input[i] = vocabulary > 0 ? (int)(random.NextDouble() * vocabulary) : (float)(assumptions.InputMean + (assumptions.InputDeviation * random.NextNormal()));
            }

            for (int i = 0; i < labels.Length; i++)
            {
                labels[i] = (int)(random.NextDouble() * FlowCell.Classes);
            }

            network.Forward(input, workspace);
            network.Loss([], labels, workspace);
            network.Backward(input, workspace);
            look(n, workspace);
        }
    }
}
