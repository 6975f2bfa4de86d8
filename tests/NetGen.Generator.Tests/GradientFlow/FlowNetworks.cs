using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.Generator.Tests.GradientFlow;

/// <summary>Predictions for declarations.</summary>
internal static class FlowNetworks
{
    /// <summary>The model that the generator makes of a class with these attributes.</summary>
    public static NetworkModel Model(string attributes)
    {
        GeneratorRun run = GeneratorHarness.Start(GeneratorHarness.Compile(HarnessOptions.Default, $$"""
            using NetGen;

            {{attributes}}
            public partial class Net;

            public readonly struct Cube : IActivation
            {
                public static float Forward(float x) => x * x * x;

                public static float Derivative(float x, float y) => 3 * x * x;
            }
            """));
        return (NetworkModel)run.Result.TrackedSteps[TrackingNames.Model].Single().Outputs.Single().Value;
    }

    public static GradientFlowPrediction Predict(string attributes) => GradientFlowPredictor.Predict(Model(attributes));

    /// <summary>Hidden layers of one width, each with the same activation, and an output layer without.</summary>
    public static string Stack(int inputs, int width, int hidden, int outputs, string activation, string init, string loss = "SoftmaxCrossEntropy", string network = "") =>
        $"[Network(Init = Init.{init}{(network.Length > 0 ? ", " + network : "")}), Input({inputs})]\n"
        + string.Concat(Enumerable.Repeat($"[Dense({width}), {activation}]\n", hidden))
        + $"[Dense({outputs}){(loss.Length > 0 ? ", " + loss : "")}]";
}
