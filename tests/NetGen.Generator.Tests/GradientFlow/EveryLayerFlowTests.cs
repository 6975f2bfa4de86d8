using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.Generator.Tests.GradientFlow;

/// <summary>Every layer that has a sample is predicted, but for activations that are no function of one number that is known.</summary>
public class EveryLayerFlowTests
{
    private static readonly HashSet<string> _noFunction = ["[Activation<Swish>]", "[Softmax]", "[LogSoftmax]"];
    private static readonly Lazy<Dictionary<string, NetworkModel>> _models = new(DefinitionNetworks.Models);

    public static TheoryData<string> Declarations => [.. DefinitionNetworks.Declarations];

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Layer_IsPredicted(string declaration)
    {
        GradientFlowPrediction prediction = GradientFlowPredictor.Predict(_models.Value[declaration]);
        if (_noFunction.Contains(declaration))
        {
            Assert.StartsWith("no factor for ", prediction.Problem, StringComparison.Ordinal);
            return;
        }

        Assert.Null(prediction.Problem);
        Assert.All(prediction.Layers, static layer => Assert.True(double.IsFinite(layer.LogWeightGradient) && double.IsFinite(layer.LogMeanSquare), layer.ToString()));
    }
}
