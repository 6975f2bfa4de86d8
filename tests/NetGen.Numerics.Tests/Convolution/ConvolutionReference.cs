namespace NetGen.Numerics.Tests;

/// <summary>Convolutions in double precision, by their definition. Arrays have no padding; images are [height, width, channels].</summary>
internal static class ConvolutionReference
{
    public static double[] Forward(ConvolutionCase shape, float[] x, float[] weight, float[]? bias, int rows)
    {
        double[] z = new double[rows * shape.OutputPositions * shape.Filters];
        for (int i = 0; i < z.Length; i++)
        {
            z[i] = bias?[i % shape.Filters] ?? 0;
        }

        Visit(shape, rows, (input, w, output) => z[output] += (double)x[input] * weight[w]);
        return z;
    }

    public static double[] WeightGradient(ConvolutionCase shape, float[] x, float[] dz, int rows)
    {
        double[] gradient = new double[shape.Taps * shape.Channels / shape.Groups * shape.Filters];
        Visit(shape, rows, (input, w, output) => gradient[w] += (double)x[input] * dz[output]);
        return gradient;
    }

    public static double[] InputGradient(ConvolutionCase shape, float[] dz, float[] weight, int rows)
    {
        double[] gradient = new double[rows * shape.Positions * shape.Channels];
        Visit(shape, rows, (input, w, output) => gradient[input] += (double)dz[output] * weight[w]);
        return gradient;
    }

    /// <summary>Every product of the convolution: the indices of input, weight and output.</summary>
    private static void Visit(ConvolutionCase shape, int rows, Action<int, int, int> product)
    {
        int perGroup = shape.Channels / shape.Groups, filtersPerGroup = shape.Filters / shape.Groups;
        for (int row = 0; row < rows; row++)
        {
            for (int y = 0; y < shape.OutputHeight; y++)
            {
                for (int x = 0; x < shape.OutputWidth; x++)
                {
                    for (int i = 0; i < shape.KernelHeight; i++)
                    {
                        for (int j = 0; j < shape.KernelWidth; j++)
                        {
                            int inputY = (y * shape.StrideY) - shape.Top + (i * shape.DilationY);
                            int inputX = (x * shape.StrideX) - shape.Left + (j * shape.DilationX);
                            if (inputY < 0 || inputY >= shape.Height || inputX < 0 || inputX >= shape.Width)
                            {
                                continue;
                            }

                            int position = (((row * shape.Height) + inputY) * shape.Width) + inputX;
                            int output = (((row * shape.OutputHeight) + y) * shape.OutputWidth) + x;
                            for (int c = 0; c < perGroup; c++)
                            {
                                for (int f = 0; f < shape.Filters; f++)
                                {
                                    product(
                                        (position * shape.Channels) + (f / filtersPerGroup * perGroup) + c,
                                        (((((i * shape.KernelWidth) + j) * perGroup) + c) * shape.Filters) + f,
                                        (output * shape.Filters) + f);
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
