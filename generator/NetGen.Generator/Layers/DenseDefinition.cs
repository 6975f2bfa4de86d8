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

        if (biasInit is Init.Orthogonal or Init.Identity or Init.Dirac or Init.Sparse)
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

        bool weightNorm = attribute.Named("WeightNorm", defaults.WeightNorm);
        (Constraint constraint, float limit) = ReadConstraint(attribute, defaults, weightNorm);
        float l1 = attribute.Named("L1", defaults.L1);
        float l2 = attribute.Named("L2", defaults.L2);
        attribute.RequireNonNegative("L1", l1);
        attribute.RequireNonNegative("L2", l2);
        return new DenseModel(context.Name, context.Inputs, units)
        {
            WeightInit = new InitializerModel(
                Resolve(init, context.NextActivation), scale, attribute.Named("InitFan", Fan.In), attribute.Named("InitDistribution", Distribution.Normal)),
            BiasInit = new InitializerModel(biasInit == Init.Auto ? Init.Zeros : biasInit, biasScale, Fan.In, Distribution.Normal),
            Bias = bias,
            WeightNorm = weightNorm,
            L1 = l1,
            L2 = l2,
            Constraint = constraint,
            ConstraintLimit = limit,
        };
    }

    public override FlowStep? Flow(LayerModel layer)
    {
        var dense = (DenseModel)layer;
        WeightDistribution bias = WeightDistribution.OfVector(dense.BiasInit, dense.Outputs);
        return new DenseFlow
        {
            Inputs = dense.Inputs,
            Outputs = dense.Outputs,
            Weight = WeightDistribution.OfMatrix(dense.WeightInit, dense.Inputs, dense.Outputs),
            HasBias = dense.Bias,
            BiasVariance = dense.Bias ? bias.Variance : 0,
            BiasMean = dense.Bias ? bias.Mean : 0,
            WeightNorm = dense.WeightNorm,
            L1 = dense.L1,
            L2 = dense.L2,
        };
    }

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        var dense = (DenseModel)layer;
        BufferPlan x = plan.LayerInput(layer);
        BufferPlan z = plan.NewOutput(layer);
        DenseKernelPlan kernel = plan.Dense(dense.Inputs, dense.Outputs, plan.NeedsInputGradient(layer));
        ParameterPlan weight = plan.NewParameter(layer, ParameterRole.Weight, dense.Inputs, dense.Outputs, dense.WeightInit, dense);
        Argument inEffect = Argument.Parameter(weight);
        if (dense.WeightNorm)
        {
            ParameterPlan magnitude = plan.NewParameter(
                layer, ParameterRole.Magnitude, 1, dense.Outputs, new InitializerModel(Init.Ones, 1, Fan.In, Distribution.Normal));
            inEffect = Argument.Derived(plan.NewDerived(weight.Length));
            plan.Derive(
                $"{layer.Name}: W = g * v / |v|, unit by unit   [{Text.Of(dense.Inputs)}, {Text.Of(dense.Outputs)}]", "WeightNormKernels.Forward",
                Argument.Parameter(weight), Argument.Parameter(magnitude), inEffect,
                Argument.Text(Text.Of(weight.Rows)), Argument.Text(Text.Of(weight.Columns)), Argument.Text(Text.Of(weight.Stride)));
        }

        ParameterPlan? bias = dense.Bias ? plan.NewParameter(layer, ParameterRole.Bias, 1, dense.Outputs, dense.BiasInit) : null;
        plan.Forward(
            $"{layer.Name}: z = x W{(dense.Bias ? " + b" : "")}   [rows, {Text.Of(dense.Inputs)}] x [{Text.Of(dense.Inputs)}, {Text.Of(dense.Outputs)}] -> [rows, {Text.Of(dense.Outputs)}]",
            kernel.Name + "_Forward",
            Argument.Ref(x), Argument.Text(Text.Of(x.Stride)), inEffect, bias is null ? Argument.Null : Argument.Parameter(bias), Argument.Ref(z), Argument.Text("rows"));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        var dense = (DenseModel)layer;
        BufferPlan x = plan.LayerInput(layer);
        BufferPlan dz = plan.Gradient(layer);
        DenseKernelPlan kernel = plan.Dense(dense.Inputs, dense.Outputs, needsInputGradient: false);
        ParameterPlan weight = plan.Parameter(layer, ParameterRole.Weight)!;
        ParameterPlan? magnitude = plan.Parameter(layer, ParameterRole.Magnitude);
        Argument inEffect = magnitude is null ? Argument.Parameter(weight) : DerivedOf(plan, layer);
        plan.Backward(
            $"{layer.Name}: dL/dW = x^T dL/dz   [{Text.Of(dense.Inputs)}, rows] x [rows, {Text.Of(dense.Outputs)}] -> [{Text.Of(dense.Inputs)}, {Text.Of(dense.Outputs)}]",
            kernel.Name + "_WeightGradient",
            Argument.Ref(x), Argument.Text(Text.Of(x.Stride)), Argument.Ref(dz), Argument.Gradient(weight), Argument.Text("rows"));
        if (dense.L1 != 0 || dense.L2 != 0)
        {
            plan.Backward(
                $"{layer.Name}: dL/dW += L1 * sign(W) + 2 * L2 * W", "PenaltyKernels.AddGradient",
                inEffect, Argument.Gradient(weight), Argument.Text(Text.Of(weight.Length)),
                Argument.Text(FloatLiteral.Of(dense.L1)), Argument.Text(FloatLiteral.Of(dense.L2)));
        }

        if (magnitude is not null)
        {
            plan.Backward(
                $"{layer.Name}: dL/dg = dL/dW . v / |v|;  dL/dv = g / |v| * (dL/dW - dL/dg * v / |v|)", "WeightNormKernels.Backward",
                Argument.Parameter(weight), Argument.Parameter(magnitude), Argument.Gradient(weight), Argument.Gradient(weight), Argument.Gradient(magnitude),
                Argument.Text(Text.Of(weight.Rows)), Argument.Text(Text.Of(weight.Columns)), Argument.Text(Text.Of(weight.Stride)));
        }

        plan.Measure(weight);
        if (magnitude is not null)
        {
            plan.Measure(magnitude);
        }

        if (plan.Parameter(layer, ParameterRole.Bias) is { } bias)
        {
            plan.Backward(
                $"{layer.Name}: dL/db = sum of dL/dz over the rows   [{Text.Of(dense.Outputs)}]", "ColumnSumKernel.Sum",
                Argument.Ref(dz), Argument.Text(Text.Of(dz.Stride)), Argument.Gradient(bias), Argument.Text("rows"));
            plan.Measure(bias);
        }

        if (plan.NeedsInputGradient(layer))
        {
            BufferPlan dx = plan.NewInputGradient(layer);
            plan.NeedTransposed(dense.Outputs * PlanBuilder.Padded(dense.Inputs));
            plan.Backward(
                $"{layer.Name}: dL/dx = dL/dz W^T   [rows, {Text.Of(dense.Outputs)}] x [{Text.Of(dense.Outputs)}, {Text.Of(dense.Inputs)}] -> [rows, {Text.Of(dense.Inputs)}]",
                kernel.Name + "_InputGradient",
                Argument.Ref(dz), inEffect, Argument.Transposed, Argument.Ref(dx), Argument.Text("rows"));
        }
    }

    private static Argument DerivedOf(PlanBuilder plan, LayerModel layer)
    {
        ParameterPlan weight = plan.Parameter(layer, ParameterRole.Weight)!;
        StepPlan step = plan.DeriveSteps.First(s => s.Arguments[0] == Argument.Parameter(weight));
        return step.Arguments[2];
    }

    private static Init Resolve(Init init, InitFamily next) => init != Init.Auto ? init : next switch
    {
        InitFamily.He => Init.HeNormal,
        InitFamily.LeCun => Init.LeCunNormal,
        _ => Init.XavierUniform,
    };

    private static (Constraint Constraint, float Limit) ReadConstraint(AttributeReader attribute, NetworkDefaults defaults, bool weightNorm)
    {
        float maxNorm = attribute.Named("MaxNorm", defaults.MaxNorm);
        attribute.RequireNonNegative("MaxNorm", maxNorm);
        bool unitNorm = attribute.Named("UnitNorm", false);
        bool nonNegative = attribute.Named("NonNegative", false);

        // A limit that holds for the whole network gives way to what a layer says of itself.
        if (!attribute.IsSet("MaxNorm") && (unitNorm || nonNegative || (weightNorm && !attribute.IsSet("WeightNorm"))))
        {
            maxNorm = 0;
        }

        var chosen = new List<(string Name, Constraint Constraint)>();
        if (maxNorm > 0)
        {
            chosen.Add(("MaxNorm", Constraint.MaxNorm));
        }

        if (unitNorm)
        {
            chosen.Add(("UnitNorm", Constraint.UnitNorm));
        }

        if (nonNegative)
        {
            chosen.Add(("NonNegative", Constraint.NonNegative));
        }

        if (chosen.Count > 1)
        {
            attribute.Report(Descriptors.Contradiction, chosen[1].Name, chosen[0].Name, chosen[1].Name, "a layer has one constraint");
        }
        else if (chosen.Count == 1 && weightNorm)
        {
            attribute.Report(
                Descriptors.Contradiction, chosen[0].Name, "WeightNorm", chosen[0].Name,
                "weight normalisation learns the norm of each unit's weights that a constraint would set");
        }

        return chosen.Count == 0 ? (Constraint.None, 0) : (chosen[0].Constraint, chosen[0].Constraint == Constraint.MaxNorm ? maxNorm : 0);
    }
}
