using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Losses;

/// <summary>Everything the generator knows of one loss. Definitions are found by their type.</summary>
internal abstract class LossDefinition
{
    /// <summary>The attribute's name without its suffix.</summary>
    public abstract string Kind { get; }

    /// <summary>The loss and its gradient, for people.</summary>
    public abstract string Formula { get; }

    /// <summary>A declaration that uses the loss, for tests that go over all definitions.</summary>
    public virtual string Sample => $"[{Kind}]";

    public virtual bool TakesClassIndices => false;

    public virtual LossModel? Parse(AttributeReader attribute, Func<Microsoft.CodeAnalysis.INamedTypeSymbol, string, string?> typeProblem)
    {
        Reduction reduction = attribute.Named("Reduction", Reduction.Mean);
        attribute.RequireDefined("Reduction", reduction);
        return new LossModel(Kind, reduction, new EquatableArray<float>([.. ReadArguments(attribute)]), null);
    }

    /// <summary>Says why the loss does not fit what stands before it, or null.</summary>
    public virtual string? Misfit(LayerModel last) => null;

    /// <summary>How many targets, or classes, a sample has when the network gives values of a shape.</summary>
    public virtual int TargetsOf(Shape output) => output.Size;

    /// <summary>What <see cref="TargetsOf"/> counts.</summary>
    public virtual string TargetNoun => "target";

    /// <summary>The gradient at the start of training, for the predictor; null when there is no formula, which the prediction says.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="end">The activations behind the last z.</param>
    public virtual LossFlow? Flow(LossModel loss, FlowEnd end)
    {
        if (end.Function is not { } function || Slope(loss, Targets(end)) is not { } slope)
        {
            return null;
        }

        int outputs = end.Outputs;
        double kappa = loss.Reduction == Reduction.Mean ? 1.0 / outputs : 1;
        return new PointwiseLossFlow(function, slope, kappa, outputs) { SumsOverBatch = loss.Reduction == Reduction.Sum };
    }

    /// <summary>dl/dy of one output y, as its mean and mean square over the targets; null for what is no sum over outputs.</summary>
    protected virtual Func<double, TargetMoments>? Slope(LossModel loss, TargetDistribution targets) => null;

    /// <summary>What the predictor takes the targets to be.</summary>
    protected virtual TargetDistribution Targets(FlowEnd end) => TargetDistribution.For(end.Kind);

    public LossPlan Plan(LossModel loss) => new(
        Kind, Formula, Method(loss),
        string.Concat(loss.Arguments.Select(static a => ", " + FloatLiteral.Of(a))), TakesClassIndices, TakesClassIndices);

    protected virtual string Method(LossModel loss) => "LossKernels." + Kind;

    protected virtual IEnumerable<float> ReadArguments(AttributeReader attribute) => [];
}
