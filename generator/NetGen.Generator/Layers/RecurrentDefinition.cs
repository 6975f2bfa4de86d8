using NetGen.Generator.Diagnostics;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>
/// What recurrent layers share. The part of the input is one matrix product for all steps, then a walk over the steps follows, and the
/// gradients of the weights are one product over all rows and steps after the walk back.
/// </summary>
internal abstract class RecurrentDefinition : LayerDefinition
{
    public override string SampleInput => "[Input(4, 3)]";

    /// <summary>Reads what is particular to the kind.</summary>
    protected abstract RecurrentModel Refine(AttributeReader attribute, RecurrentModel model);

    public override string? StreamObstacle(LayerModel layer) =>
        layer is RecurrentModel { Bidirectional: true } ? "is bidirectional: its second direction begins at the end of the sequence" : null;

    public override long Remembered(LayerModel layer) => (Kind == "LSTM" ? 2L : 1L) * PlanBuilder.Padded(((RecurrentModel)layer).Units);

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        int units = attribute.Positional<int>("units");
        if (units is < 1 or > Limits.Size / 4)
        {
            attribute.Report(Descriptors.SizeOutOfRange, "units", Kind + ".units", Text.Of(units), Text.Of(Limits.Size / 4));
            units = Math.Min(Math.Max(units, 1), 16);
        }

        if (context.Input.Rank != 2)
        {
            attribute.ReportHere(
                Descriptors.ShapeDoesNotFit, Kind,
                $"it walks through a sequence, and what comes in is {SequenceText.Describe(context.Input)}; declare [Input(steps, features)], and Sequences = true on a recurrent layer before this one");
            return null;
        }

        int truncate = attribute.Named("TruncateAt", 0);
        if (truncate < 0)
        {
            attribute.Report(Descriptors.OptionOutOfRange, "TruncateAt", Kind + ".TruncateAt", Text.Of(truncate), "a number of steps, or 0 for the whole sequence");
            truncate = 0;
        }

        WeightScheme scheme = EffectiveWeight.Read(attribute, context.Defaults);
        bool sequences = attribute.Named("Sequences", false);
        bool both = attribute.Named("Bidirectional", false);
        int width = both ? 2 * units : units;
        int steps = context.Input.Dims[0];
        Shape output = sequences ? Shape.Of(steps, width) : Shape.Of(width);
        return Refine(attribute, new RecurrentModel(Kind, context.Name, context.Input, output, units)
        {
            Sequences = sequences,
            Bidirectional = both,
            Truncate = truncate >= steps ? 0 : truncate,
            Bias = attribute.Named("Bias", context.Defaults.Bias),
            WeightInit = WeightReader.ReadInit(attribute, context.Defaults, Init.XavierUniform),
            RecurrentInit = ReadRecurrentInit(attribute),
            Scheme = scheme,
            Regularisation = WeightReader.ReadRegularisation(attribute, context.Defaults, scheme),
        });
    }

    public override FlowStep? Flow(LayerModel layer)
    {
        var model = (RecurrentModel)layer;
        bool isIdentity = Kind == "SimpleRNN" && model.RecurrentInit.Kind == Init.Identity;
        double scale = model.RecurrentInit.Scale;
        WeightDistribution weight = WeightDistribution.OfMatrix(model.WeightInit, model.Features, model.Units);
        WeightDistribution recurrent = isIdentity
            ? new WeightDistribution(scale * scale / model.Units, 0, true, 1, null)
            : WeightDistribution.OfMatrix(model.RecurrentInit, model.Units, model.Units);
        bool isSpectral = model.Scheme == WeightScheme.SpectralNorm;
        return new RecurrentFlow
        {
            Inputs = model.Features,
            Outputs = model.Units * model.Directions,
            Weight = weight,
            Recurrent = recurrent,
            LogScale = isSpectral ? SpectralScale.Log(weight, model.Features, model.Gates * model.Units) : 0,
            RecurrentLogScale = isSpectral ? SpectralScale.Log(recurrent, model.Units, model.Gates * model.Units) : 0,
            Identity = isIdentity ? scale : double.NaN,
            WeightNorm = model.Scheme == WeightScheme.WeightNorm,
            HasBias = model.Bias,
            L1 = model.Regularisation.L1,
            L2 = model.Regularisation.L2,
            Steps = model.Steps,
            Sequences = model.Sequences,
            Directions = model.Directions,
            Truncate = model.Truncate,
            Cell = Kind,
            Rectify = model.Rectify,
            Keep = model.GateBias is { Chrono: 0 } bias ? bias.Value : 0,
            Chrono = model.GateBias?.Chrono ?? 0,
        };
    }

    public override long Flops(LayerModel layer)
    {
        var model = (RecurrentModel)layer;
        return (model.Bidirectional ? 2L : 1L) * model.Steps * 2 * model.Gates * (model.Features + model.Units) * model.Units;
    }

    public override string DescribeInit(LayerModel layer) =>
        SequenceText.Describe(((RecurrentModel)layer).WeightInit) + ", " + SequenceText.Describe(((RecurrentModel)layer).RecurrentInit)
        + EffectiveWeight.Describe(((RecurrentModel)layer).Scheme);

    public override string? PropertyType(LayerModel layer) => "RecurrentParameters";

    public override IEnumerable<int> PropertyIndices(LayerModel layer, PlanBuilder plan) =>
        from reverse in new[] { false, true }
        from suffix in new[] { "weight", "recurrentWeight", "bias", "recurrentBias" }
        select plan.Parameter(layer, RecurrentPlanner.Suffix(suffix, reverse))?.Index ?? -1;

    public override void PlanForward(LayerModel layer, PlanBuilder plan) => new RecurrentPlanner((RecurrentModel)layer, plan).Forward();

    public override void PlanBackward(LayerModel layer, PlanBuilder plan) => new RecurrentPlanner((RecurrentModel)layer, plan).Backward();

    /// <summary>
    /// The network's initializer is for weights that a signal passes once; these multiply the state at every step, and start orthogonal
    /// unless the layer says otherwise.
    /// </summary>
    private static InitializerModel ReadRecurrentInit(AttributeReader attribute)
    {
        Init init = attribute.Named("RecurrentInit", Init.Auto);
        float scale = attribute.Named("RecurrentInitScale", 1f);
        attribute.RequireDefined("RecurrentInit", init);
        _ = init == Init.Constant ? attribute.RequireFinite("RecurrentInitScale", scale) : attribute.RequireNonNegative("RecurrentInitScale", scale);
        return new InitializerModel(init == Init.Auto ? Init.Orthogonal : init, scale, Fan.In, Distribution.Normal);
    }
}
