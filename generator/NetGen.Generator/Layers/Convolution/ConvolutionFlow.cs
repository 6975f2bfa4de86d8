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
        if (weights.Scheme == WeightScheme.SpectralNorm)
        {
            return new UnknownFlow("no factor for spectral normalisation");
        }

        if (model.Window.Taps > 1 && weights.WeightInit.Kind is Init.DeltaOrthogonal or Init.Dirac)
        {
            return new UnknownFlow($"no factor for weights at one tap only, of Init.{weights.WeightInit.Kind}");
        }

        // The fan-out counts the taps too.
        WindowModel window = model.Window;
        WeightDistribution bias = WeightDistribution.OfVector(weights.BiasInit, model.Filters);
        return new LinearFlow
        {
            Inputs = model.Rows,
            Outputs = model.Filters,
            Groups = model.Groups,
            Weight = WeightDistribution.OfWindow(weights.WeightInit, model.Rows, model.Filters, window.Taps),
            HasBias = weights.Bias,
            BiasVariance = weights.Bias ? bias.Variance : 0,
            BiasMean = weights.Bias ? bias.Mean : 0,
            WeightNorm = weights.Scheme == WeightScheme.WeightNorm,
            L1 = weights.L1,
            L2 = weights.L2,
            Valid = Valid(window.Height, window.OutputHeight, window.KernelHeight, window.StrideY, window.DilationY, window.Top)
                * Valid(window.Width, window.OutputWidth, window.KernelWidth, window.StrideX, window.DilationX, window.Left),
            Reach = (Reach(window.KernelHeight, window.DilationY), Reach(window.KernelWidth, window.DilationX)),
            Stride = (window.StrideY, window.StrideX),
        };
    }

    /// <summary>A pool whose windows lie side by side.</summary>
    public static FlowStep Of(PoolingModel model)
    {
        WindowModel window = model.Window;
        if (window.Taps == 1)
        {
            return new UnknownFlow("no factor for a window of 1 position");
        }

        bool isDisjoint = (window.StrideY == window.KernelHeight || window.OutputHeight == 1) && (window.StrideX == window.KernelWidth || window.OutputWidth == 1);
        if (!isDisjoint || window.IsPadded || window.DilationY > 1 || window.DilationX > 1)
        {
            return new UnknownFlow("no factor for a pool whose windows overlap, are padded or have gaps");
        }

        return model.IsMax ? new MaximumPoolFlow(window.KernelHeight, window.KernelWidth) : new AveragePoolFlow(window.KernelHeight, window.KernelWidth);
    }

    /// <summary>The share of taps that lie within the input, along one axis.</summary>
    private static double Valid(int size, int outputs, int kernel, int stride, int dilation, int before)
    {
        long inside = 0;
        for (int tap = 0; tap < kernel; tap++)
        {
            // 0 <= output·stride + tap·dilation - before < size.
            long offset = before - ((long)tap * dilation);
            long first = offset <= 0 ? 0 : (offset + stride - 1) / stride;
            long last = offset + size - 1 < 0 ? -1 : Math.Min(outputs - 1, (offset + size - 1) / stride);
            inside += Math.Max(0, last - first + 1);
        }

        return inside / ((double)kernel * outputs);
    }

    /// <summary>The variance of the taps' positions along one axis.</summary>
    private static double Reach(int kernel, int dilation) => (((double)kernel * kernel) - 1) / 12 * dilation * dilation;
}
