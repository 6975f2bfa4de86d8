using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>
/// A convolution whose largest values alone are read, by a max-pooling layer, be it through a ReLU: of each window one position has a gradient. The pooling
/// layer keeps which, and hands its gradients to the convolution as they are. What the ReLU gives is not kept; it is computed where somebody asks for it.
/// </summary>
/// <param name="Convolution">The convolution.</param>
/// <param name="Rectifier">The ReLU, or null.</param>
/// <param name="Pooling">The pooling layer.</param>
internal sealed record Routing(ConvolutionModel Convolution, LayerModel? Rectifier, PoolingModel Pooling)
{
    /// <summary>The routing through a pooling layer, or null.</summary>
    public static Routing? Of(PoolingModel pooling, PlanBuilder plan)
    {
        // Windows that share most positions leave no position without a gradient; where steps may be padding, a window is as long as its sample.
        if (!pooling.IsMax || plan.IsStreaming || pooling.Window.OutputPositions * 2 > pooling.Window.Positions
            || (pooling.Output.Positions == 1 && pooling.Input.Rank == 2 && plan.HasLengths(pooling.Input.Dims[0])))
        {
            return null;
        }

        int source = pooling.Sources[0];
        LayerModel? rectifier = source >= 0 && plan.Layer(source) is { Kind: "ReLU" } relu && plan.Readers(source) == 1 ? relu : null;
        source = rectifier is null ? source : rectifier.Sources[0];
        return source >= 0 && plan.Layer(source) is ConvolutionModel convolution && ConvolutionDefinition.CanRoute(convolution) && plan.Readers(source) == 1
            ? new Routing(convolution, rectifier, pooling) : null;
    }

    /// <summary>The routing that an activation or a convolution takes part in, or null.</summary>
    public static Routing? Behind(LayerModel layer, PlanBuilder plan)
    {
        bool isRectifier = layer.Kind == "ReLU" && layer.Sources[0] >= 0 && plan.Layer(layer.Sources[0]) is ConvolutionModel;
        LayerModel? reader = isRectifier || layer is ConvolutionModel ? plan.Reader(layer) : null;
        reader = reader is { Kind: "ReLU" } && !isRectifier ? plan.Reader(reader) : reader;
        return reader is PoolingModel pooling && Of(pooling, plan) is { } routing && (isRectifier || ReferenceEquals(layer, routing.Convolution)) ? routing : null;
    }
}
