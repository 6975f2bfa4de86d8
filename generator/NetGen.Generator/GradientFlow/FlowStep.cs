namespace NetGen.Generator.GradientFlow;

/// <summary>What a layer does to signals and gradients, as its definition says.</summary>
internal abstract record FlowStep
{
    /// <summary>Why theory has nothing to say to it, or null.</summary>
    public virtual string? Problem => null;

    /// <summary>Whether its formulas are measured to hold roughly rather than derived.</summary>
    public virtual bool IsHeuristic => false;

    /// <summary>Whether it says what becomes of <see cref="Signal.Time"/> and <see cref="Gradient.Time"/>, which other layers lose.</summary>
    public virtual bool KnowsTime => false;

    /// <summary>The values behind the layer, or null after <see cref="FlowContext.Refuse"/> said why there is no factor.</summary>
    public abstract Signal? Forward(FlowNode node, FlowContext context);

    /// <summary>The part of a source's gradient that comes through the layer, from the gradient behind it.</summary>
    public abstract Gradient Backward(FlowNode node, int input, FlowContext context);

    /// <summary>d ln M behind the layer / d ln M of a source.</summary>
    public virtual double Elasticity(FlowNode node, int input) => 1;

    /// <summary>d ln of the factor on the squared gradient / d ln M of the source.</summary>
    public virtual double SlopeElasticity(FlowNode node) => 0;

    /// <summary>The signal of the only source.</summary>
    protected static Signal Input(FlowNode node) => node.Sources[0].Signal;
}
