using NetGen.Generator.Activations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>z = x·W + b.</summary>
internal sealed class DenseDefinition : LayerDefinition
{
    public override string Kind => "Dense";

    public override string Sample => "[Dense(5)]";

    public override string? StreamObstacle(LayerModel layer) => null;

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        NetworkDefaults defaults = context.Defaults;
        int units = attribute.Positional<int>("units");
        if (units is < 1 or > Limits.Size)
        {
            attribute.Report(Descriptors.SizeOutOfRange, "units", "Dense.units", Text.Of(units), Text.Of(Limits.Size));
            units = Math.Min(Math.Max(units, 1), Limits.Size);
        }

        Init init = attribute.Named("Init", defaults.Init);
        float scale = attribute.Named("InitScale", defaults.InitScale);
        Init biasInit = attribute.Named("BiasInit", Init.Auto);
        float biasScale = attribute.Named("BiasInitScale", 1f);
        attribute.RequireDefined("Init", init);
        attribute.RequireDefined("BiasInit", biasInit);
        attribute.RequireDefined("InitFan", attribute.Named("InitFan", Fan.In));
        attribute.RequireDefined("InitDistribution", attribute.Named("InitDistribution", Distribution.Normal));

        if (biasInit is Init.Orthogonal or Init.Identity or Init.Dirac or Init.DeltaOrthogonal or Init.Sparse)
        {
            attribute.Report(Descriptors.OptionOutOfRange, "BiasInit", "Dense.BiasInit", biasInit, "an initializer for vectors; this one fills matrices");
        }

        // A constant may be negative; every other scale is a width.
        _ = init == Init.Constant ? attribute.RequireFinite("InitScale", scale) : attribute.RequireNonNegative("InitScale", scale);
        _ = biasInit == Init.Constant ? attribute.RequireFinite("BiasInitScale", biasScale) : attribute.RequireNonNegative("BiasInitScale", biasScale);

        bool bias = attribute.Named("Bias", defaults.Bias);
        if (!bias && attribute.IsSet("BiasInit"))
        {
            attribute.Report(Descriptors.Contradiction, "BiasInit", "Bias = false", "BiasInit", "a layer without bias has none to initialise");
        }

        WeightScheme scheme = EffectiveWeight.Read(attribute, defaults);
        RegularisationModel regularisation = WeightReader.ReadRegularisation(attribute, defaults, scheme);
        return new DenseModel(context.Name, context.Input, context.Input.WithChannels(units))
        {
            WeightInit = new InitializerModel(
                WeightReader.Resolve(init, context.NextActivation), scale, attribute.Named("InitFan", Fan.In), attribute.Named("InitDistribution", Distribution.Normal)),
            BiasInit = new InitializerModel(biasInit == Init.Auto ? Init.Zeros : biasInit, biasScale, Fan.In, Distribution.Normal),
            Bias = bias,
            Scheme = scheme,
            L1 = regularisation.L1,
            L2 = regularisation.L2,
            Constraint = regularisation.Constraint,
            ConstraintLimit = regularisation.ConstraintLimit,
        };
    }

    /// <summary>A dense layer that no attribute declares: all its options are those of the network.</summary>
    public static DenseModel Plain(string name, Shape input, int units, bool bias, Init init, NetworkDefaults defaults)
    {
        RegularisationModel regularisation = WeightReader.RegularisationOf(defaults);
        return new DenseModel(name, input, input.WithChannels(units))
        {
            WeightInit = new InitializerModel(init, defaults.InitScale, Fan.In, Distribution.Normal),
            BiasInit = new InitializerModel(Init.Zeros, 1, Fan.In, Distribution.Normal),
            Bias = bias,
            Scheme = EffectiveWeight.Of(defaults),
            L1 = regularisation.L1,
            L2 = regularisation.L2,
            Constraint = regularisation.Constraint,
            ConstraintLimit = regularisation.ConstraintLimit,
        };
    }

    public override FlowStep? Flow(LayerModel layer)
    {
        var dense = (DenseModel)layer;
        WeightDistribution bias = WeightDistribution.OfVector(dense.BiasInit, dense.Units);
        WeightDistribution weight = WeightDistribution.OfMatrix(dense.WeightInit, dense.Features, dense.Units);
        return new LinearFlow
        {
            Inputs = dense.Features,
            Outputs = dense.Units,
            Weight = weight,
            LogScale = dense.Scheme == WeightScheme.SpectralNorm ? SpectralScale.Log(weight, dense.Features, dense.Units) : 0,
            HasBias = dense.Bias,
            BiasVariance = dense.Bias ? bias.Variance : 0,
            BiasMean = dense.Bias ? bias.Mean : 0,
            WeightNorm = dense.Scheme == WeightScheme.WeightNorm,
            L1 = dense.L1,
            L2 = dense.L2,
        };
    }

    public override bool CanFold(LayerModel layer) => true;

    public override long Flops(LayerModel layer) => 2L * layer.Inputs * ((DenseModel)layer).Units;

    public override string DescribeInit(LayerModel layer)
    {
        var dense = (DenseModel)layer;
        string scale = FloatLiteral.Of(dense.WeightInit.Scale);
        return dense.WeightInit.Kind + (dense.WeightInit.Scale == 1 ? "" : $" x {scale.TrimEnd('f')}") + EffectiveWeight.Describe(dense.Scheme);
    }

    public override string? PropertyType(LayerModel layer) => "DenseParameters";

    public override IEnumerable<int> PropertyIndices(LayerModel layer, PlanBuilder plan) =>
        new[] { ParameterRole.Weight, ParameterRole.Bias, ParameterRole.Magnitude }.Select(role => plan.Parameter(layer, role)?.Index ?? -1);

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        var dense = (DenseModel)layer;
        BufferPlan x = plan.LayerInput(layer);
        BufferPlan z = plan.NewOutput(layer);
        bool isTransposed = IsTransposed(dense, plan);
        int stride = WeightStride(dense, isTransposed);
        DenseKernelPlan kernel = plan.Dense(dense.Features, dense.Units, plan.NeedsInputGradient(layer), stride, isTransposed);
        ParameterPlan weight = plan.NewParameter(
            layer, ParameterRole.Weight, dense.Features, dense.Units, dense.WeightInit, dense, stride: stride, isTransposed: isTransposed);
        Argument inEffect = EffectiveWeight.Plan(layer, weight, dense.Scheme, plan);
        ParameterPlan? bias = dense.Bias ? plan.NewParameter(layer, ParameterRole.Bias, 1, dense.Units, dense.BiasInit) : null;
        plan.Forward(
            $"{layer.Name}: z = x W{(dense.Bias ? " + b" : "")}   [{Batch(dense)}, {Text.Of(dense.Features)}] x [{Text.Of(dense.Features)}, {Text.Of(dense.Units)}] -> [{Batch(dense)}, {Text.Of(dense.Units)}]",
            kernel.Name + "_Forward",
            Argument.Ref(x), Argument.Text(Text.Of(x.Stride)), inEffect, bias is null ? Argument.Null : Argument.Parameter(bias), Argument.Ref(z), PlanBuilder.Rows(z));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        var dense = (DenseModel)layer;
        BufferPlan x = plan.LayerInput(layer);
        BufferPlan dz = plan.Gradient(layer);
        ParameterPlan weight = plan.Parameter(layer, ParameterRole.Weight)!;
        DenseKernelPlan kernel = plan.Dense(dense.Features, dense.Units, needsInputGradient: false, weight.Stride, weight.IsTransposed);
        Argument inEffect = EffectiveWeight.Of(weight, plan);
        bool isComplete = dense.L1 == 0 && dense.L2 == 0 && dense.Scheme == WeightScheme.None;
        plan.WeightGradient(
            $"{layer.Name}: dL/dW = x^T dL/dz   [{Text.Of(dense.Features)}, {Batch(dense)}] x [{Batch(dense)}, {Text.Of(dense.Units)}] -> [{Text.Of(dense.Features)}, {Text.Of(dense.Units)}]",
            kernel, x, dz, weight, PlanBuilder.Rows(dz), isComplete ? plan.Measured(weight) : PlanBuilder.Unmeasured);
        WeightPenalty.Plan(layer, weight, plan);
        EffectiveWeight.PlanGradient(layer, weight, plan, isMeasured: isComplete);
        if (plan.Parameter(layer, ParameterRole.Bias) is { } bias)
        {
            plan.BackwardParameters(
                $"{layer.Name}: dL/db = sum of dL/dz over the rows   [{Text.Of(dense.Units)}]", "ColumnSumKernel.Sum",
                Argument.Ref(dz), Argument.Text(Text.Of(dz.Stride)), Argument.Gradient(bias), PlanBuilder.Rows(dz), plan.Measured(bias));
        }

        if (plan.NeedsInputGradient(layer))
        {
            BufferPlan dx = plan.NewInputGradient(layer);
            Argument[] scratch = weight.IsTransposed ? [] : [Argument.Scratch];
            plan.Backward(
                $"{layer.Name}: dL/dx = dL/dz W^T   [{Batch(dense)}, {Text.Of(dense.Units)}] x [{Text.Of(dense.Units)}, {Text.Of(dense.Features)}] -> [{Batch(dense)}, {Text.Of(dense.Features)}]",
                kernel.Name + "_InputGradient",
                [Argument.Read(dz), inEffect, .. scratch, Argument.Ref(dx), PlanBuilder.Rows(dx)]);
        }
    }

    // Weights that are computed from others lie like those.
    private static int WeightStride(DenseModel dense, bool isTransposed) =>
        isTransposed ? PlanBuilder.Spread(dense.Features)
        : dense.Scheme == WeightScheme.None ? PlanBuilder.Spread(dense.Units)
        : PlanBuilder.Padded(dense.Units);

    /// <summary>
    /// Few units would leave most of each row of weights empty, which the optimizer would walk all the same; so their weights lie unit by unit,
    /// where the inputs fill whole vectors and nothing else works on the weights.
    /// </summary>
    private static bool IsTransposed(DenseModel dense, PlanBuilder plan) =>
        DenseKernelPlan.IsFewUnits(dense.Features, dense.Units) && dense.Scheme == WeightScheme.None
        && dense.Constraint == Constraint.None && !plan.IsFolded(dense);

    /// <summary>The rows of the matrices that the layer works on.</summary>
    private static string Batch(DenseModel dense) => dense.Input.Positions == 1 ? "rows" : $"rows * {Text.Of(dense.Input.Positions)}";
}
