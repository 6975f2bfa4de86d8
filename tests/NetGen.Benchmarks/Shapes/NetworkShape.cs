using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Startup;

namespace NetGen.Benchmarks.Shapes;

/// <summary>A network that is measured against its peers.</summary>
internal abstract class NetworkShape
{
    /// <summary>The name on the command line and in the tables.</summary>
    public required string Name { get; init; }

    /// <summary>NetGen's description.</summary>
    public abstract NetworkInfo Info { get; }

    /// <summary>The description that dense peers build themselves from; null for a network that is not a plain chain of dense layers.</summary>
    public DenseDescription? Dense => field ??= DenseDescription.Of(Info);

    /// <summary>
    /// The function of the PyTorch worker that builds the network, such as <c>lenet5</c>; null for a dense chain, which the worker builds from
    /// the sizes, and for a network that it does not know.
    /// </summary>
    public string? PyTorchModel { get; init; }

    /// <summary>The same network with <c>Instrument = Instrumentation.Off</c>; null where it is not declared.</summary>
    public NetworkShape? Uninstrumented { get; init; }

    /// <summary>Whether a quick run without names includes it.</summary>
    public bool InQuick { get; init; } = true;

    /// <summary>Operations of all matrix products of a prediction, a sample.</summary>
    public long ForwardFlops => Info.Layers.Where(static l => !l.IsActivation).Sum(static l => l.Flops);

    /// <summary>
    /// Operations of all matrix products of a step, a sample: as many again for the gradient of the weights, and for that of the inputs, which
    /// nobody needs of the network's own inputs.
    /// </summary>
    public long StepFlops => (3 * ForwardFlops) - InputGradientFlops();

    /// <summary>The operations of the gradient of the network's inputs: those of the first layer's products, but for products with its own state.</summary>
    private long InputGradientFlops()
    {
        LayerInfo? first = Info.Layers.FirstOrDefault(static l => !l.IsActivation && l.Flops > 0);
        long weights = 0;
        long inputWeights = 0;
        foreach (ParameterInfo parameter in Info.Parameters.Where(p => p.Layer == first?.Index && p.IsMatrix))
        {
            weights += parameter.Count;
            inputWeights += parameter.Role == ParameterRole.Weight ? parameter.Count : 0;
        }

        return first is null || weights == 0 ? 0 : first.Flops * inputWeights / weights;
    }

    /// <summary>A fresh network with the data's batch.</summary>
    /// <param name="data">The batch.</param>
    /// <param name="nonFinite">What the trainer does about numbers that are not finite; its default is to throw.</param>
    public abstract NetGenNetwork Open(BenchmarkData data, NonFinitePolicy nonFinite = NonFinitePolicy.Throw);

    /// <summary>Does what a program does first, in a process that has done nothing yet.</summary>
    public abstract StartupRow Startup();

    /// <summary>The hash of the parameters after 100 steps of Adam on a batch of 32.</summary>
    /// <param name="threads">The threads of the trainer.</param>
    public abstract string Fingerprint(int threads = 1);
}
