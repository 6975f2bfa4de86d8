using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Layers;
using NetGen.Generator.Losses;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>Takes all decisions about one network: where buffers lie, which steps run, which kernels they share.</summary>
internal static class NetworkPlanner
{
    /// <summary>The floats of activations that a prediction works on at a time: half of a usual second-level cache.</summary>
    private const int PredictionFloats = 64 * 1024;

    public static NetworkPlan Plan(NetworkModel model)
    {
        var builder = new PlanBuilder(model);
        foreach (LayerModel layer in model.Layers)
        {
            DefinitionTable.Layer(layer.Kind)!.PlanForward(layer, builder);
        }

        BufferPlan output = builder.Output(model.Layers[model.Layers.Count - 1]);
        BufferPlan outputGradient = builder.Gradient(model.Layers[model.Layers.Count - 1]);
        for (int i = model.Layers.Count - 1; i >= 0; i--)
        {
            // What lies before the first parameter learns nothing.
            LayerModel layer = model.Layers[i];
            if (layer.HasParameters || builder.NeedsInputGradient(layer))
            {
                DefinitionTable.Layer(layer.Kind)!.PlanBackward(layer, builder);
            }
        }

        int block = PredictionFloats / Math.Max(16, builder.ForwardPerRow);
        LayerPlan[] layers = [.. model.Layers.Select((l, i) => Describe(l, i, builder))];
        return new NetworkPlan
        {
            Model = model,
            ElementType = ElementType.Float,
            Layers = new EquatableArray<LayerPlan>(layers),
            Parameters = new EquatableArray<ParameterPlan>([.. builder.Parameters]),
            Buffers = new EquatableArray<BufferPlan>([.. builder.Buffers]),
            Derive = new EquatableArray<StepPlan>([.. builder.DeriveSteps]),
            Forward = new EquatableArray<StepPlan>([.. builder.ForwardSteps]),
            Backward = new EquatableArray<StepPlan>([.. builder.BackwardSteps]),
            DenseKernels = new EquatableArray<DenseKernelPlan>([.. builder.DenseKernels]),
            ElementwiseKernels = new EquatableArray<ElementwiseKernelPlan>(
                [.. builder.ElementwiseKernels.Select(k => k with { NeedsBackward = builder.BackwardSteps.Any(s => s.Method == k.BackwardName) })]),
            Loss = model.Loss is { } loss ? DefinitionTable.Loss(loss.Kind)!.Plan(loss) : null,
            Output = output,
            OutputGradient = outputGradient,
            BufferLength = builder.BufferLength,
            ForwardPerRow = builder.ForwardPerRow,
            WorkspacePerRow = builder.WorkspacePerRow,
            TransposedLength = builder.TransposedLength,
            DerivedLength = builder.DerivedLength,
            PredictionBlock = Math.Min(256, Math.Max(8, block & ~7)),
            ParameterCount = builder.Parameters.Sum(static p => p.Rows * p.Columns),
            Flops = layers.Sum(static l => l.Flops),
            UsesRandom = builder.UsesRandom,
            Prediction = GradientFlowPredictor.Predict(model),
        };
    }

    private static LayerPlan Describe(LayerModel layer, int index, PlanBuilder builder)
    {
        BufferPlan output = builder.Output(layer);
        ParameterPlan[] parameters = [.. builder.Parameters.Where(p => p.Layer == index)];
        int IndexOf(ParameterRole role) => Array.Find(parameters, p => p.Role == role)?.Index ?? -1;
        bool dense = layer is DenseModel;
        return new LayerPlan(
            index, layer.Name, layer.Kind, layer.Inputs, layer.Outputs, output.Offset, output.Stride,
            dense ? 2L * layer.Inputs * layer.Outputs : layer.Outputs,
            IsActivation: !dense,
            parameters.Sum(static p => p.Rows * p.Columns),
            layer is DenseModel model ? DescribeInit(model) : "",
            layer.HasParameters ? Text.Pascal(layer.Name) : null,
            layer.HasParameters ? dense ? "DenseParameters" : "ActivationParameters" : null,
            dense
                ? new EquatableArray<int>([IndexOf(ParameterRole.Weight), IndexOf(ParameterRole.Bias), IndexOf(ParameterRole.Magnitude)])
                : new EquatableArray<int>([IndexOf(ParameterRole.Slope)]));
    }

    private static string DescribeInit(DenseModel model)
    {
        string scale = FloatLiteral.Of(model.WeightInit.Scale);
        return model.WeightInit.Kind + (model.WeightInit.Scale == 1 ? "" : $" x {scale.TrimEnd('f')}") + (model.WeightNorm ? ", weight norm" : "");
    }
}
