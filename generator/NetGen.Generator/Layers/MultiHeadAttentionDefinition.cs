using NetGen.Generator.Diagnostics;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>y = concat(softmax(q k^T / sqrt(d)) v) Wo + bo with q, k, v = x W + b.</summary>
internal sealed class MultiHeadAttentionDefinition : LayerDefinition
{
    public override string Kind => "MultiHeadAttention";

    public override string Sample => "[MultiHeadAttention(2, Causal = true)]";

    public override IEnumerable<string> MoreSamples => ["[MultiHeadAttention(2)]", "[MultiHeadAttention(3, Dropout = 0.25f)]"];

    public override string SampleInput => "[Input(4, 6)]";

    /// <summary>Causal attention remembers keys and values of the steps that the network declares.</summary>
    public override string? StreamObstacle(LayerModel layer) =>
        ((MultiHeadAttentionModel)layer).Causal ? null : "lets steps attend to later ones; with Causal = true they attend to earlier ones only";

    public override bool EndsStream(LayerModel layer) => true;

    public override long Remembered(LayerModel layer)
    {
        var model = (MultiHeadAttentionModel)layer;
        return new AttentionStepKernelPlan(model.Steps, model.Heads, model.HeadWidth).StateLength;
    }

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        InitializerModel init = WeightReader.ReadInit(attribute, context.Defaults, Init.XavierUniform);
        WeightScheme scheme = EffectiveWeight.Read(attribute, context.Defaults);
        RegularisationModel regularisation = WeightReader.ReadRegularisation(attribute, context.Defaults, scheme);
        float rate = ReadDropout(attribute, "Dropout");
        int? heads = ReadHeads(attribute, context.Input);
        if (heads is null)
        {
            return null;
        }

        return new MultiHeadAttentionModel(
            context.Name, context.Input, heads.Value, attribute.Named("Causal", false), attribute.Named("Bias", context.Defaults.Bias), init)
        {
            Dropout = rate,
            Scheme = scheme,
            Regularisation = regularisation,
        };
    }

    /// <summary>The rate at which attention weights are dropped; 0 after reporting one that is none.</summary>
    public static float ReadDropout(AttributeReader attribute, string property)
    {
        float rate = attribute.Named(property, 0f);
        return attribute.Require(rate is >= 0 and < 1, property, rate, "at least 0 and less than 1") ? rate : 0;
    }

    /// <summary>The number of heads, which divides the features of a step; null, after reporting it, where there are no steps.</summary>
    public static int? ReadHeads(AttributeReader attribute, Shape input)
    {
        if (input.Rank != 2)
        {
            attribute.ReportHere(
                Descriptors.ShapeDoesNotFit, attribute.Kind, $"the steps of a sequence attend to each other, and what comes in is {SequenceText.Describe(input)}");
            return null;
        }

        int features = input.Channels, heads = attribute.Positional<int>("heads");
        if (heads < 1 || features % heads != 0)
        {
            string divisors = string.Join(", ", Enumerable.Range(1, features).Where(d => features % d == 0).Select(Text.Of));
            attribute.Report(
                Descriptors.OptionOutOfRange, "heads", attribute.Kind + ".heads", Text.Of(heads), $"a divisor of the {Text.Of(features)} features of a step: {divisors}");
            heads = 1;
        }

        return heads;
    }

    public override FlowStep? Flow(LayerModel layer)
    {
        var model = (MultiHeadAttentionModel)layer;
        WeightDistribution weight = WeightDistribution.OfMatrix(model.Init, model.Features, model.Features);
        bool isSpectral = model.Scheme == WeightScheme.SpectralNorm;
        return new AttentionFlow
        {
            Inputs = model.Features,
            Outputs = model.Features,
            Weight = weight,
            Output = weight,
            WeightNorm = model.Scheme == WeightScheme.WeightNorm,
            LogScale = isSpectral ? SpectralScale.Log(weight with { Orthogonal = false }, model.Features, 3 * model.Features) : 0,
            OutputLogScale = isSpectral ? SpectralScale.Log(weight, model.Features, model.Features) : 0,
            HasBias = model.Bias,
            Steps = model.Steps,
            L1 = model.Regularisation.L1,
            L2 = model.Regularisation.L2,
            Causal = model.Causal,
            HeadWidth = model.HeadWidth,
            Dropout = model.Dropout,
        };
    }

    public override long Flops(LayerModel layer)
    {
        var model = (MultiHeadAttentionModel)layer;
        return (8L * model.Steps * model.Features * model.Features) + (4L * model.Steps * model.Steps * model.Features);
    }

    public override string DescribeInit(LayerModel layer) =>
        SequenceText.Describe(((MultiHeadAttentionModel)layer).Init) + EffectiveWeight.Describe(((MultiHeadAttentionModel)layer).Scheme);

    public override string? PropertyType(LayerModel layer) => "AttentionParameters";

    public override IEnumerable<int> PropertyIndices(LayerModel layer, PlanBuilder plan) =>
        new[] { "weight", "bias", "outputWeight", "outputBias" }.Select(suffix => plan.Parameter(layer, suffix)?.Index ?? -1);

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        var model = (MultiHeadAttentionModel)layer;
        BufferPlan x = plan.LayerInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        AttentionKernelPlan kernel = KernelOf(model);
        BufferPlan projected = plan.NewBuffer(layer.Name + "_projected", Shape.Of(model.Steps, kernel.RowStride));
        if (!plan.IsStreaming)
        {
            plan.NewBuffer(layer.Name + "_probabilities", Shape.Of(model.Heads * model.Steps, kernel.ScoreStride));
        }

        BufferPlan heads = plan.NewBuffer(layer.Name + "_heads", model.Input);
        InitializerModel zeros = new(Init.Zeros, 1, Fan.In, Distribution.Normal);

        // Drawn head by head, but with the fans of queries, keys and values as a whole.
        bool xavier = model.Init.Kind is Init.XavierUniform or Init.XavierNormal;
        InitializerModel own = xavier ? model.Init with { Scale = model.Init.Scale * (float)Math.Sqrt((model.Features + model.HeadWidth) / (2.0 * model.Features)) } : model.Init;
        ParameterPlan weight = plan.NewGates(layer, ParameterRole.Weight, model.Features, 3 * model.Heads, model.HeadWidth, own, "weight", model.Regularisation);
        Argument inEffect = EffectiveWeight.Plan(layer, weight, model.Scheme, plan);
        ParameterPlan? bias = model.Bias ? plan.NewGates(layer, ParameterRole.Bias, 1, 3 * model.Heads, model.HeadWidth, zeros, "bias") : null;
        ParameterPlan outputWeight = plan.NewParameter(layer, ParameterRole.Weight, model.Features, model.Features, model.Init, model.Regularisation, "outputWeight");
        Argument outputInEffect = EffectiveWeight.Plan(layer, outputWeight, model.Scheme, plan);
        ParameterPlan? outputBias = model.Bias ? plan.NewParameter(layer, ParameterRole.Bias, 1, model.Features, zeros, suffix: "outputBias") : null;

        DenseKernelPlan project = plan.Dense(model.Features, kernel.RowStride, plan.NeedsInputGradient(layer));
        DenseKernelPlan join = plan.Dense(model.Features, model.Features, needsInputGradient: true);
        string rows = PlanBuilder.Rows(y).Value, features = Text.Of(model.Features);
        plan.Forward(
            $"{layer.Name}: q, k, v = x W{(model.Bias ? " + b" : "")}   [{rows}, {features}] x [{features}, 3 x {Text.Of(model.Heads)} x {Text.Of(model.HeadWidth)}]", project.Name + "_Forward",
            Argument.Ref(x), Argument.Number(x.Stride), inEffect, OrNull(bias), Argument.Ref(projected), PlanBuilder.Rows(y));
        Attend(model, projected, heads, plan);
        plan.Forward(
            $"{layer.Name}: y = h Wo{(model.Bias ? " + bo" : "")}   [{rows}, {features}] x [{features}, {features}]", join.Name + "_Forward",
            Argument.Ref(heads), Argument.Number(heads.Stride), outputInEffect, OrNull(outputBias), Argument.Ref(y), PlanBuilder.Rows(y));
    }

    /// <summary>What lies between the projections: of all steps, or of one step of a stream, whose earlier keys and values are in the state.</summary>
    private static void Attend(MultiHeadAttentionModel layer, BufferPlan projected, BufferPlan heads, PlanBuilder plan)
    {
        if (plan.IsStreaming)
        {
            AttentionStepKernelPlan step = plan.Kernel(new AttentionStepKernelPlan(plan.StreamSteps, layer.Heads, layer.HeadWidth));
            BufferPlan past = plan.NewCarried(layer.Name + "_past", (int)step.StateLength);
            plan.NeedScratch(step.Scratch);
            plan.Forward(
                $"{layer.Name}: h = softmax(q k^T / sqrt({Text.Of(layer.HeadWidth)})) v, of the steps so far   [rows, {Text.Of(layer.Heads)}, 1, up to {Text.Of(plan.StreamSteps)}]", step.Name,
                Argument.Ref(projected), Argument.Ref(past), Argument.Text("position"), Argument.Ref(heads), Argument.Scratch, Argument.Text("rows"));
            return;
        }

        AttentionKernelPlan kernel = plan.Kernel(KernelOf(layer));
        plan.NeedScratch(kernel.Scratch);
        plan.Forward(
            $"{layer.Name}: h = {(layer.Dropout > 0 ? "m " : "")}softmax(q k^T / sqrt({Text.Of(layer.HeadWidth)})) v{(layer.Causal ? ", of the steps so far" : "")}{Dropping(layer)}   [rows, {Text.Of(layer.Heads)}, {Text.Of(layer.Steps)}, {Text.Of(layer.Steps)}]", kernel.Name + "_Forward",
            [
                Argument.Ref(projected), Argument.Ref(plan.Buffer(layer.Name + "_probabilities")), Argument.Ref(heads), Argument.Scratch,
                plan.Lengths(layer.Steps) is { } lengths ? Argument.Ref(lengths) : Argument.Null, Argument.Text("rows"), .. Draws(layer, plan),
            ]);
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        var model = (MultiHeadAttentionModel)layer;
        BufferPlan x = plan.LayerInput(layer);
        BufferPlan dy = plan.Gradient(layer);
        AttentionKernelPlan kernel = plan.Kernel(KernelOf(model));
        BufferPlan heads = plan.Buffer(layer.Name + "_heads");
        BufferPlan dHeads = plan.NewTemporary(layer.Name + "_dHeads", model.Input);
        BufferPlan dProjected = plan.NewTemporary(layer.Name + "_dProjected", Shape.Of(model.Steps, kernel.RowStride));
        ParameterPlan weight = plan.Parameter(layer, "weight")!, outputWeight = plan.Parameter(layer, "outputWeight")!;
        DenseKernelPlan project = plan.Dense(model.Features, kernel.RowStride, needsInputGradient: false);
        DenseKernelPlan join = plan.Dense(model.Features, model.Features, needsInputGradient: true);

        Weight(model, $"{layer.Name}: dL/dWo = h^T dL/dy", join, heads, dy, outputWeight, plan);
        Bias($"{layer.Name}: dL/dbo = sum of dL/dy over rows and steps", dy, plan.Parameter(layer, "outputBias"), plan);
        plan.NeedScratch(PlanBuilder.Padded(model.Features) * PlanBuilder.Padded(model.Features));
        plan.Backward(
            $"{layer.Name}: dL/dh = dL/dy Wo^T", join.Name + "_InputGradient",
            Argument.Read(dy), EffectiveWeight.Of(outputWeight, plan), Argument.Scratch, Argument.Ref(dHeads), PlanBuilder.Rows(dy));
        plan.NeedScratch(kernel.Scratch);
        plan.Backward(
            $"{layer.Name}: dL/dv = {(model.Dropout > 0 ? "(m p)" : "p")}^T dL/dh;  dL/ds = p (dL/dp - sum of p dL/dp) with dL/dp = {(model.Dropout > 0 ? "m " : "")}dL/dh v^T;  dL/dq = dL/ds k, dL/dk = dL/ds^T q", kernel.Name + "_Backward",
            [
                Argument.Ref(plan.Buffer(layer.Name + "_projected")), Argument.Ref(plan.Buffer(layer.Name + "_probabilities")), Argument.Ref(dHeads), Argument.Ref(dProjected),
                Argument.Scratch, Argument.Text("rows"), .. Draws(model, plan),
            ]);
        Weight(model, $"{layer.Name}: dL/dW = x^T dL/d(q, k, v)", project, x, dProjected, weight, plan);
        Bias($"{layer.Name}: dL/db = sum of dL/d(q, k, v) over rows and steps", dProjected, plan.Parameter(layer, "bias"), plan);
        if (plan.NeedsInputGradient(layer))
        {
            BufferPlan dx = plan.NewInputGradient(layer);
            plan.NeedScratch(kernel.RowStride * PlanBuilder.Padded(model.Features));
            plan.Backward(
                $"{layer.Name}: dL/dx = dL/d(q, k, v) W^T", project.Name + "_InputGradient",
                Argument.Read(dProjected), EffectiveWeight.Of(weight, plan), Argument.Scratch, Argument.Ref(dx), PlanBuilder.Rows(dx));
        }
    }

    private static void Weight(
        MultiHeadAttentionModel model, string comment, DenseKernelPlan kernel, BufferPlan x, BufferPlan dz, ParameterPlan weight, PlanBuilder plan)
    {
        bool isComplete = weight is { L1: 0, L2: 0 } && model.Scheme == WeightScheme.None;
        plan.WeightGradient(comment, kernel, x, dz, weight, PlanBuilder.Rows(dz), isComplete ? plan.Measured(weight) : PlanBuilder.Unmeasured);
        WeightPenalty.Plan(model, weight, plan);
        EffectiveWeight.PlanGradient(model, weight, plan, isComplete);
    }

    private static void Bias(string comment, BufferPlan dz, ParameterPlan? bias, PlanBuilder plan)
    {
        if (bias is not null)
        {
            plan.BackwardParameters(
                comment, "ColumnSumKernel.Sum", Argument.Ref(dz), Argument.Number(dz.Stride), Argument.Gradient(bias), PlanBuilder.Rows(dz), plan.Measured(bias));
        }
    }

    private static AttentionKernelPlan KernelOf(MultiHeadAttentionModel layer) => new(layer.Steps, layer.Heads, layer.HeadWidth, layer.Causal, layer.Dropout > 0);

    /// <summary>What decides on the factors that attention weights are dropped by.</summary>
    private static IEnumerable<Argument> Draws(MultiHeadAttentionModel model, PlanBuilder plan)
    {
        if (model.Dropout == 0)
        {
            return [];
        }

        plan.NeedTraining();
        return
        [
            Argument.Text(FloatLiteral.Of(model.Dropout)), Argument.Text("training"), Argument.Text("seed"), Argument.Text("step"), Argument.Number(plan.IndexOf(model)),
            Argument.Text("firstRow"),
        ];
    }

    private static string Dropping(MultiHeadAttentionModel model)
    {
        string rate = FloatLiteral.Of(model.Dropout).TrimEnd('f');
        return model.Dropout == 0 ? "" : $", in training m = 0 at a rate of {rate} and 1 / (1 - {rate}) otherwise";
    }

    private static Argument OrNull(ParameterPlan? parameter) => parameter is null ? Argument.Null : Argument.Parameter(parameter);
}
