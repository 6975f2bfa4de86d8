using NetGen.Generator.Diagnostics;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>y(t) = x(t) + p(t).</summary>
internal sealed class PositionalEncodingDefinition : LayerDefinition
{
    private static readonly string[] s_ofTheLearned = ["L1", "L2", "MaxNorm"];

    public override string Kind => "PositionalEncoding";

    public override string Sample => "[PositionalEncoding]";

    public override IEnumerable<string> MoreSamples => ["[PositionalEncoding(Learned = true)]"];

    public override string SampleInput => "[Input(4, 3)]";

    /// <summary>A stream counts its steps; there are encodings for those that the network declares.</summary>
    public override string? StreamObstacle(LayerModel layer) => null;

    public override bool EndsStream(LayerModel layer) => true;

    public override FlowStep? Flow(LayerModel layer)
    {
        var model = (PositionalEncodingModel)layer;
        return new PositionFlow(model.Learned ? (double)model.InitScale * model.InitScale : 0.5, !model.Learned);
    }

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        bool learned = attribute.Named("Learned", false);
        float scale = attribute.Named("InitScale", 0.02f);
        attribute.RequireNonNegative("InitScale", scale);
        if (!learned && attribute.IsSet("InitScale"))
        {
            attribute.Report(Descriptors.Contradiction, "InitScale", "Learned = false", "InitScale", "sinusoids are computed, not initialised");
        }

        if (context.Input.Rank != 2)
        {
            attribute.ReportHere(Descriptors.ShapeDoesNotFit, Kind, $"it adds to the steps of a sequence, and what comes in is {SequenceText.Describe(context.Input)}");
            return null;
        }

        foreach (string option in s_ofTheLearned)
        {
            if (!learned && attribute.IsSet(option))
            {
                attribute.Report(Descriptors.Contradiction, option, "Learned = false", option, "sinusoids are computed, so that nothing moves them");
            }
        }

        return new PositionalEncodingModel(context.Name, context.Input, learned, scale)
        {
            Regularisation = WeightReader.ReadRegularisation(attribute, context.Defaults, WeightScheme.None),
        };
    }

    public override string DescribeInit(LayerModel layer) =>
        layer is PositionalEncodingModel { Learned: true } model ? $"Normal x {FloatLiteral.Of(model.InitScale).TrimEnd('f')}" : "";

    public override string? PropertyType(LayerModel layer) => layer.HasParameters ? "EmbeddingParameters" : null;

    public override IEnumerable<int> PropertyIndices(LayerModel layer, PlanBuilder plan) => [plan.Parameter(layer, ParameterRole.Embedding)!.Index];

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        var model = (PositionalEncodingModel)layer;
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        int steps = plan.IsStreaming ? plan.StreamSteps : y.Positions;
        string comment = $"{layer.Name}: y(t) = x(t) + p(t)   [rows, {y.Shape.Listed}]";
        if (model.Learned)
        {
            ParameterPlan positions = plan.NewParameter(
                layer, ParameterRole.Embedding, steps, y.Columns, new InitializerModel(Init.Normal, model.InitScale, Fan.In, Distribution.Normal),
                model.Regularisation, "positions");
            if (plan.IsStreaming)
            {
                plan.Forward(
                    comment, "SequenceKernels.AddStep",
                    Argument.Ref(x), Argument.Parameter(positions), Argument.Text("position"), Argument.Ref(y), Argument.Text("rows"), Argument.Number(y.Stride));
                return;
            }

            plan.Forward(
                comment, "SequenceKernels.AddToEach",
                Argument.Ref(x), Argument.Parameter(positions), Argument.Ref(y), Argument.Text("rows"), Argument.Number(y.PerRow));
            return;
        }

        SinusoidKernelPlan kernel = plan.Kernel(new SinusoidKernelPlan(steps, y.Columns));
        if (plan.IsStreaming)
        {
            plan.Forward(
                comment, "SequenceKernels.AddStep",
                Argument.Ref(x), Argument.Text($"ref {kernel.Name}.Table.Reference"), Argument.Text("position"), Argument.Ref(y), Argument.Text("rows"), Argument.Number(y.Stride));
            return;
        }

        plan.Forward(comment, kernel.Name + "_Forward", Argument.Ref(x), Argument.Ref(y), Argument.Text("rows"));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        BufferPlan delta = plan.Gradient(layer);
        if (plan.Parameter(layer, ParameterRole.Embedding) is { } positions)
        {
            bool isPenalised = positions is not { L1: 0, L2: 0 };
            plan.BackwardParameters(
                $"{layer.Name}: dL/dp(t) = sum of dL/dy(t) over the rows", "ColumnSumKernel.Sum",
                Argument.Ref(delta), Argument.Number(delta.PerRow), Argument.Gradient(positions), Argument.Text("rows"),
                isPenalised ? PlanBuilder.Unmeasured : plan.Measured(positions));
            WeightPenalty.Plan(layer, positions, plan, "p");
            if (isPenalised)
            {
                plan.Measure(positions);
            }
        }

        plan.PassGradient(layer);
    }
}
