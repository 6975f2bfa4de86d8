using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>
/// Everything the generator knows of one kind of layer. A definition is found by its type: to add a layer, add an attribute
/// to the runtime and one class derived from this one.
/// </summary>
internal abstract class LayerDefinition
{
    /// <summary>The attribute's name without its suffix.</summary>
    public abstract string Kind { get; }

    /// <summary>A declaration that uses the layer, for tests that go over all definitions.</summary>
    public abstract string Sample { get; }

    /// <summary>Further declarations whose steps or parameters differ from those of <see cref="Sample"/>, for tests that run every kind of layer.</summary>
    public virtual IEnumerable<string> MoreSamples => [];

    /// <summary>The input that <see cref="Sample"/> needs, such as <c>[Input(6, 6, 2)]</c>.</summary>
    public virtual string SampleInput => "[Input(4)]";

    /// <summary>Whether the layer can only stand first, because it reads what the user passes.</summary>
    public virtual bool ReadsInput => false;

    /// <summary>
    /// Why the layer cannot be computed step by step, as the end of a sentence that begins with its name; null where it can: it treats each step
    /// of a sequence by itself, or plans what it remembers as <see cref="PlanBuilder.NewCarried(string, Shape)"/> when
    /// <see cref="PlanBuilder.IsStreaming"/>.
    /// </summary>
    public virtual string? StreamObstacle(LayerModel layer) => $"is a {Kind}, which works on all positions of a sample at once";

    /// <summary>The floats that the layer carries from one step of a stream to the next; 0 where it treats each step by itself.</summary>
    public virtual long Remembered(LayerModel layer) => 0;

    /// <summary>Whether a stream through the layer ends after the steps that the network declares.</summary>
    public virtual bool EndsStream(LayerModel layer) => false;

    /// <summary>Which values of up to eight channels the layer can have in rows of 8 floats; its steps then take the strides of its buffers.</summary>
    public virtual RowSupport Rows(LayerModel layer) => RowSupport.Padded;

    /// <summary>
    /// Turns an attribute into a layer, or returns null after reporting what is wrong with it. A layer that is only out of
    /// range should still be returned, so that the layers after it are checked too.
    /// </summary>
    public abstract LayerModel? Parse(AttributeReader attribute, LayerContext context);

    /// <summary>What the layer does to signals and gradients, for the predictor; null when that is not known, which the prediction says.</summary>
    public virtual FlowStep? Flow(LayerModel layer) => null;

    /// <summary>The floating-point operations of one sample's forward pass; a multiply-add counts two.</summary>
    public virtual long Flops(LayerModel layer) => layer.Outputs;

    /// <summary>How the layer's weights are initialised, for the summary; empty without weights.</summary>
    public virtual string DescribeInit(LayerModel layer) => "";

    /// <summary>True when what one row gives depends on the other rows of its batch, as with batch statistics.</summary>
    public virtual bool CouplesRows(LayerModel layer) => false;

    /// <summary>True for a layer that <c>Init.Auto</c> looks past, to the activation behind it, when it initialises the weights before it.</summary>
    public virtual bool IsPassedByInit => false;

    /// <summary>
    /// True when a scale and shift of each output channel can be folded into the layer's weights and bias: its forward steps take
    /// the weights in effect [.., channels] and right behind them the bias, or <see cref="Argument.Null"/> for none, and write its output.
    /// </summary>
    public virtual bool CanFold(LayerModel layer) => false;

    /// <summary>
    /// The type, in the runtime's namespace, of the network's property for a layer with parameters. Its constructor takes the
    /// buffer of parameters, <see cref="PropertyIndices"/> and <see cref="PropertyStates"/>.
    /// </summary>
    public virtual string? PropertyType(LayerModel layer) => null;

    /// <summary>The indices of the tensors that the property views, -1 for what the layer does not have.</summary>
    public virtual IEnumerable<int> PropertyIndices(LayerModel layer, PlanBuilder plan) => [];

    /// <summary>The indices of the layer's states that the constructor of the property's type takes after them, -1 for what it does not have.</summary>
    public virtual IEnumerable<int> PropertyStates(LayerModel layer, PlanBuilder plan) => [];

    /// <summary>Plans the layer's parameters, its output buffer and its forward steps. Called from the first layer to the last.</summary>
    public abstract void PlanForward(LayerModel layer, PlanBuilder plan);

    /// <summary>Plans the layer's backward steps. Called from the last layer to the first.</summary>
    public abstract void PlanBackward(LayerModel layer, PlanBuilder plan);
}
