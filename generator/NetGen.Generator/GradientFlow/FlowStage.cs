using NetGen.Generator.Model;

namespace NetGen.Generator.GradientFlow;

/// <summary>A layer with weights, with the norm and the activations behind it.</summary>
internal sealed class FlowStage(FlowNode node)
{
    /// <summary>Of fewer samples a unit that gives zero says nothing.</summary>
    public const int FewestSamples = 32;

    /// <summary>The layer.</summary>
    public FlowNode Node { get; } = node;

    public WeightedFlow Weights => (WeightedFlow)Node.Step;

    /// <summary>The norm between the layer and its activation, or null.</summary>
    public NormFlow? Norm { get; private set; }

    /// <summary>What the activation reads: the layer, or the norm behind it.</summary>
    public FlowNode Inner { get; private set; } = node;

    /// <summary>What the next layer reads, as far as it is the activation with norms and noise behind it.</summary>
    public FlowNode Last { get; private set; } = node;

    /// <summary>The node of the last activation, or null.</summary>
    public FlowNode? Activation { get; private set; }

    /// <summary>The activations behind the layer as one function.</summary>
    public ScalarFunction Function { get; private set; } = ScalarFunction.Identity;

    /// <summary>ln of the squared gradient of one unit of what the activation reads.</summary>
    /// <remarks>A mean over m positions passes 1/m of the squared gradient to each of them, all alike: together they have all of it.</remarks>
    public double LogUnitGradient => Inner.Gradient.LogSquare - Math.Log(Weights.Outputs) + Node.LogAveraged;

    /// <summary>The share of outputs on the flat ends of the activation; NaN where it has none.</summary>
    public double Saturated
    {
        get
        {
            if (!Function.Saturates || Inner.Signal.Base is not { } z)
            {
                return double.NaN;
            }

            double deviation = Math.Exp(z.LogQ / 2);
            return SpecialFunctions.NormalCdf((Function.SaturatedBelow - z.Offset) / deviation)
                + SpecialFunctions.NormalCdf((z.Offset - Function.SaturatedAbove) / deviation);
        }
    }

    /// <summary>The correlation of two samples in what the activation reads.</summary>
    public double Correlation => (Inner.Signal.Base is { } z ? z.Correlation : Inner.Signal.Product).Samples.Average;

    /// <summary>
    /// The share of units that give zero for all positions and samples of a batch, or of 32 samples where it has fewer: of one sample half of the
    /// units are zero, and not dead. NaN where the activation has no such region.
    /// </summary>
    public double Dead(int batch)
    {
        if (!Function.CanDie || Inner.Signal.Base is not { } z)
        {
            return double.NaN;
        }

        int samples = Math.Max(batch, FewestSamples);
        double deviation = Math.Exp(z.LogQ / 2);
        double from = (Function.Dead.From - z.Offset) / deviation;
        double to = (Function.Dead.To - z.Offset) / deviation;

        // Each value is sqrt(c) times what all share plus sqrt(1 - c) times what is its own.
        double average = Inner.Positions > 1 ? z.Correlation.Average(samples, Inner.Positions) : z.Correlation.Samples.Average;
        double c = Math.Max(0, Math.Min(1, average));
        double shared = Math.Sqrt(c);
        double own = Math.Sqrt(Math.Max(1 - c, 1e-12));
        double count = (double)samples * Inner.Positions;
        double[] edges = [.. new[] { from, to }.Where(e => shared > 0 && !double.IsInfinity(e)).Select(e => e / shared)];
        return new GaussianQuadrature(1, 0, edges).Expect(x => Math.Pow(
            SpecialFunctions.NormalCdf((to - (shared * x)) / own) - SpecialFunctions.NormalCdf((from - (shared * x)) / own), count));
    }

    /// <summary>Finds what stands behind the layer, as long as nothing else reads it.</summary>
    public void Look()
    {
        FlowNode at = Node;
        while (at.Readers.Count == 1)
        {
            at = at.Readers[0].Node;
            switch (at.Step)
            {
                case NormFlow norm when Norm is null && Activation is null && at.Sources[0] == Inner:
                    Norm = norm;
                    Inner = at;
                    break;
                case PointwiseFlow pointwise when Activation is null:
                    Function = pointwise.Function;
                    Activation = at;
                    break;
                case MaximumPoolFlow { Function: var function } when Activation is null && function != ScalarFunction.Identity:
                    Function = function;
                    Activation = at;
                    break;
                case IdentityFlow:
                    Inner = at.Sources[0] == Inner && Activation is null ? at : Inner;
                    break;
                case NoiseFlow:
                    break;
                case NormFlow when Activation is not null:
                    break;
                case ReshapeFlow or MaximumPoolFlow when Activation is null:
                    break;
                default:
                    return;
            }

            Last = at;
        }
    }

    /// <summary>The layer whose row shows the activation's scale, and the kind that is named.</summary>
    public (int Layer, string Kind) Shown
    {
        get
        {
            if (Activation is null)
            {
                return (-1, "");
            }

            // Behind a maximum an activation may have been taken into it.
            FlowNode shown = Activation;
            while (shown.Readers.Count == 1 && shown.Readers[0].Node is { Step: IdentityFlow, Layer: ActivationModel { Kind: not "Linear" } } next)
            {
                shown = next;
            }

            if (shown.Layer is not ActivationModel)
            {
                for (FlowNode before = shown; before != Node && before.Sources.Length == 1; before = before.Sources[0])
                {
                    if (before.Layer is ActivationModel)
                    {
                        return (before.Index, before.Kind);
                    }
                }
            }

            return (shown.Index, shown.Kind);
        }
    }
}
