using NetGen.Generator.Model;

namespace NetGen.Generator.GradientFlow;

/// <summary>One layer of a network, or its input, as the recursions see it.</summary>
/// <param name="index">The index of the layer; -1 for the input.</param>
/// <param name="layer">The layer; null for the input.</param>
/// <param name="step">What it does to signals and gradients.</param>
/// <param name="sources">What it reads.</param>
internal sealed class FlowNode(int index, LayerModel? layer, FlowStep step, FlowNode[] sources)
{
    private readonly List<(FlowNode Node, int Input)> _readers = [];

    public int Index => index;

    public LayerModel? Layer => layer;

    public string Name => layer?.Name ?? "input";

    public string Kind => layer?.Kind ?? "Input";

    public int Positions => layer?.Output.Positions ?? 1;

    public int Channels => layer?.Output.Channels ?? 1;

    /// <summary>What it does; activations that follow each other are made one when the second is added.</summary>
    public FlowStep Step { get; set; } = step;

    public FlowNode[] Sources => sources;

    /// <summary>Who reads it, and as which of their sources.</summary>
    public IReadOnlyList<(FlowNode Node, int Input)> Readers => _readers;

    /// <summary>True when everything from the input to the output passes through it.</summary>
    public bool IsTrunk { get; set; }

    /// <summary>The values behind it; the first source's before the forward pass has come here.</summary>
    public Signal Signal { get; set; } = null!;

    /// <summary>The gradient with respect to these values.</summary>
    public Gradient Gradient { get; set; } = Gradient.None;

    /// <summary>The gradient with respect to each source's values, as far as it passes here.</summary>
    public Gradient[] Passed { get; } = new Gradient[sources.Length];

    /// <summary>The share of a source's squared gradient that comes through here.</summary>
    public double Share(int input) => Math.Exp(Passed[input].LogSquare - sources[input].Gradient.LogSquare) is var share && share >= 0 ? share : 0;

    /// <summary>ln of the positions that averages behind it, on the way to the output, make one of.</summary>
    public double LogAveraged { get; set; }

    public void Connect()
    {
        for (int i = 0; i < sources.Length; i++)
        {
            sources[i]._readers.Add((this, i));
        }
    }

    public override string ToString() => $"{Kind} ({Name})";
}
