using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Windows as the predictor sees them.</summary>
internal static class ConvolutionFlow
{
    /// <summary>A convolution: z = W a with the fan of taps·channels/groups, of which padding leaves a share.</summary>
    public static FlowStep Of(ConvolutionModel model)
    {
        WeightModel weights = model.Weights;
        WindowModel window = model.Window;
        if (window.Taps > 1 && weights.WeightInit.Kind == Init.Dirac)
        {
            return new UnknownFlow("no factor for weights that are not random, of Init.Dirac");
        }

        if (model.IsSeparable)
        {
            return new SeparableFlow(Of(model with { Output = model.Between, Groups = model.Channels, Multiplier = 0 }, withBias: false))
            {
                Inputs = model.Rows,
                Outputs = model.Filters,
                Weight = WeightDistribution.OfWindow(weights.WeightInit, model.Rows, model.Filters, 1),
            }.With(weights, model.Filters);
        }

        return Of(model, withBias: true);
    }

    /// <summary>A pool.</summary>
    public static FlowStep Of(PoolingModel model)
    {
        WindowModel window = model.Window;
        if (window.IsPointwise)
        {
            return new IdentityFlow();
        }

        var pool = PoolWindows.Of(window, countPadding: !model.IsMax && model.CountPadding);

        // Of one position the largest is the mean.
        return model.IsMax && window.Taps > 1 ? new MaximumPoolFlow(pool) : new AveragePoolFlow(pool);
    }

    private static LinearFlow Of(ConvolutionModel model, bool withBias)
    {
        WeightModel weights = model.Weights;
        WindowModel window = model.Window;

        // The fan-out counts the taps too.
        WeightDistribution weight = WeightDistribution.OfWindow(weights.WeightInit, model.Rows, model.Filters, window.Taps);
        double valid = WindowAxis.Rows(window).Valid * WindowAxis.Columns(window).Valid;
        var flow = new LinearFlow
        {
            Inputs = model.Rows,
            Outputs = model.Filters,
            Groups = model.Groups,
            Weight = weight,
            Valid = valid,
            Reach = (WindowAxis.Rows(window).Reach, WindowAxis.Columns(window).Reach),
            Stride = (window.StrideY, window.StrideX),
        };
        if (model.IsTransposed)
        {
            // Each input goes to all taps, so that an output has the taps of its phase only.
            flow = flow with { Valid = valid * window.OutputPositions / window.Positions, Stride = (1, 1), Spread = (window.StrideY, window.StrideX) };
        }

        if (weights.WeightInit.Kind == Init.DeltaOrthogonal && window.Taps > 1)
        {
            // One tap only, which padding leaves whole.
            double variance = WeightDistribution.OfMatrix(weights.WeightInit, model.Rows / window.Taps, model.Filters).Variance;
            flow = flow with { Weight = weight with { Variance = variance / window.Taps / flow.Valid, Density = 1.0 / window.Taps } };
        }

        return (LinearFlow)flow.With(weights, withBias ? model.Filters : 0);
    }

    private static WeightedFlow With(this WeightedFlow flow, WeightModel weights, int biases)
    {
        WeightDistribution bias = WeightDistribution.OfVector(weights.BiasInit, Math.Max(1, biases));
        bool hasBias = weights.Bias && biases > 0;
        bool isOrthogonal = weights.WeightInit.Kind is Init.Orthogonal or Init.DeltaOrthogonal;
        return flow with
        {
            HasBias = hasBias,
            BiasVariance = hasBias ? bias.Variance : 0,
            BiasMean = hasBias ? bias.Mean : 0,
            WeightNorm = weights.Scheme == WeightScheme.WeightNorm,
            LogScale = weights.Scheme == WeightScheme.SpectralNorm ? SpectralScale.Log(flow.Weight with { Orthogonal = isOrthogonal }, flow.Inputs, flow.Outputs) : 0,
            L1 = weights.L1,
            L2 = weights.L2,
        };
    }
}
