using System.Collections.Immutable;

namespace NetGen;

/// <summary>Everything the compiler knows about a network: layers, parameters, sizes.</summary>
public sealed record NetworkInfo
{
    /// <summary>The name of the class.</summary>
    public required string Name { get; init; }

    /// <summary>The number of values of one sample.</summary>
    public required int InputSize { get; init; }

    /// <summary>The number of values predicted for one sample.</summary>
    public required int OutputSize { get; init; }

    /// <summary>The layers in order.</summary>
    public required ImmutableArray<LayerInfo> Layers { get; init; }

    /// <summary>The parameter tensors in the order of the buffer.</summary>
    public required ImmutableArray<ParameterInfo> Parameters { get; init; }

    /// <summary>Persistent values that are not learned, such as running statistics, in the order of their buffer.</summary>
    public ImmutableArray<StateInfo> States { get => field.IsDefault ? [] : field; init; }

    /// <summary>The floats of the buffer of <see cref="States"/>, padding included.</summary>
    public int StateLength
    {
        get
        {
            int length = 0;
            foreach (StateInfo state in States)
            {
                length += state.Length;
            }

            return length;
        }
    }

    /// <summary>The floats of the parameter buffer, padding included.</summary>
    public required int BufferLength { get; init; }

    /// <summary>The floats of workspace that each row of the batch needs.</summary>
    public required int WorkspacePerRow { get; init; }

    /// <summary>The floats of workspace that are needed once, whatever the batch.</summary>
    public required int WorkspaceFixed { get; init; }

    /// <summary>
    /// Where the gradient of the loss with respect to the output lies in a workspace: floats per row of batch before it. A
    /// training loop without a declared loss writes it before <see cref="INetwork{TSelf}.Backward"/>.
    /// </summary>
    public required int OutputGradientOffset { get; init; }

    /// <summary>
    /// Whether the passes compute the rows and weights that the workspace assigns to a thread, as those of generated networks do. Passes that
    /// always compute everything are run by one thread.
    /// </summary>
    public bool SharesSteps { get; init; }

    /// <summary>The floats that one stream remembers from step to step; 0 for a network that cannot stream.</summary>
    public int StreamFloatsPerRow { get; init; }

    /// <summary>
    /// The most steps of a stream, those that the network declares, where positional encoding or attention keeps something for each; 0 where a
    /// stream goes on as long as its caller likes.
    /// </summary>
    public int StreamSteps { get; init; }

    /// <summary>Why a network of sequences cannot stream, such as <c>conv1 sees 1 step ahead</c>; empty where it can, or has no steps.</summary>
    public string StreamObstacle { get; init; } = "";

    /// <summary>The name of the loss, such as <c>MeanSquaredError</c>; empty when the network declares none.</summary>
    public required string Loss { get; init; }

    /// <summary>True when the loss takes one class index for each sample.</summary>
    public bool TakesClassIndices { get; init; }

    /// <summary>How the losses of a batch's outputs become one number.</summary>
    public Reduction Reduction { get; init; }

    /// <summary>What the compiler expects of signals and gradients at the start of training; null for a network written by hand.</summary>
    public NetworkPrediction? Prediction { get; init; }

    /// <summary>What the generated code measures.</summary>
    public Instrumentation Instrumentation { get; init; }

    /// <summary>The number of learned values, without padding.</summary>
    public int ParameterCount => Parameters.Sum(static p => p.Count);

    /// <summary>The floating-point operations of one sample's forward pass.</summary>
    public long Flops => Layers.Sum(static l => l.Flops);

    /// <summary>The indices of the parameters that meet a condition, ascending.</summary>
    internal int[] TensorsWhere(Predicate<ParameterInfo> condition)
    {
        int[] indices = new int[Parameters.Length];
        int count = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            indices[count] = i;
            count += condition(Parameters[i]) ? 1 : 0;
        }

        Array.Resize(ref indices, count);
        return indices;
    }

    /// <summary>Finds a parameter by its path name.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists the names there are.</exception>
    public int IndexOf(string parameter)
    {
        for (int i = 0; i < Parameters.Length; i++)
        {
            if (Parameters[i].Name == parameter)
            {
                return i;
            }
        }

        throw new ArgumentException(
            $"{Name} has no parameter '{parameter}'. It has: {string.Join(", ", Parameters.Select(static p => p.Name))}.", nameof(parameter));
    }

    /// <summary>Finds persistent values that are not learned by their path name.</summary>
    /// <exception cref="ArgumentException">There are none of that name; the message lists the names there are.</exception>
    public int IndexOfState(string state)
    {
        for (int i = 0; i < States.Length; i++)
        {
            if (States[i].Name == state)
            {
                return i;
            }
        }

        throw new ArgumentException(
            $"{Name} has no state '{state}'. It has: {string.Join(", ", States.Select(static s => s.Name))}.", nameof(state));
    }

    /// <summary>Finds a layer by its path name.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists the names there are.</exception>
    public LayerInfo Layer(string name)
    {
        foreach (LayerInfo layer in Layers)
        {
            if (layer.Name == name)
            {
                return layer;
            }
        }

        throw new ArgumentException(
            $"{Name} has no layer '{name}'. It has: {string.Join(", ", Layers.Select(static l => l.Name))}.", nameof(name));
    }
}
