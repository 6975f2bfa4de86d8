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

    /// <summary>Whether only shapes asked for by name include this one.</summary>
    public bool OnlyByName { get; init; }

    /// <summary>Operations of all matrix products of a prediction, a sample.</summary>
    public long ForwardFlops => Info.Layers.Where(static l => !l.IsActivation).Sum(static l => l.Flops);

    /// <summary>
    /// Operations of all matrix products of a step, a sample: as many again for the gradient of the weights, and for that of the inputs, which
    /// nobody needs of the first layer.
    /// </summary>
    public long StepFlops => (3 * ForwardFlops) - (Info.Layers.FirstOrDefault(static l => !l.IsActivation && l.Flops > 0)?.Flops ?? 0);

    /// <summary>A fresh network with the data's batch.</summary>
    /// <param name="data">The batch.</param>
    /// <param name="nonFinite">What the trainer does about numbers that are not finite; its default is to throw.</param>
    public abstract NetGenNetwork Open(BenchmarkData data, NonFinitePolicy nonFinite = NonFinitePolicy.Throw);

    /// <summary>Does what a program does first, in a process that has done nothing yet.</summary>
    public abstract StartupRow Startup();

    /// <summary>The hash of the parameters after 100 steps of Adam on a batch of 32.</summary>
    public abstract string Fingerprint();
}
