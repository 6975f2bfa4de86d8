using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Parity with PyTorch, by the numbers in Golden/norms.json (made by Golden/make_norms.py).</summary>
public class NormGoldenTests
{
    private static readonly NormGolden Golden = NormGolden.Load();

    [Theory]
    [InlineData("BatchNormTraining", 16)]
    [InlineData("BatchNormInference", 8)]
    [InlineData("LayerNorm", 16)]
    [InlineData("RMSNorm", 16)]
    [InlineData("GroupNorm", 22)]
    public void NormsAndTheirGradientsAgree(string name, int cases)
    {
        NormGolden.NormCase[] all = [.. Golden.Norms.Where(c => c.Name == name)];
        Assert.Equal(cases, all.Length);
        foreach (NormGolden.NormCase c in all)
        {
            var run = new NormRun(c.Samples, c.Positions, c.Channels, c.X, c.Upstream, c.Gain, c.Bias);
            if (c.Mean.Length > 0)
            {
                run.Mean.Values = c.Mean;
                run.Variance.Values = c.Variance;
            }

            run.Run(name, c.Groups);
            string place = $"{c.Name} {c.Samples}x{c.Positions}x{c.Channels} in {c.Groups}, x[0] = {c.X[0]}";

            // With a mean of 1000 PyTorch in single precision is off by 1e-4; an error of ours would show here. A gradient is a
            // difference of terms as large as the largest upstream value times 1/deviation.
            double scale = c.Dx.Max(Math.Abs);
            NumericAssert.Close(c.Y, run.Y.Values, 1e-6, name == "BatchNormInference" ? c.Y.Max(Math.Abs) : 1, place + " y");
            NumericAssert.Close(c.Dx, run.Delta.Values, 2e-6, scale, place + " dx");
            if (c.Gain.Length > 0)
            {
                NumericAssert.Close(c.GainGradient, run.GainGradient.Values, 1e-6, c.GainGradient.Max(Math.Abs), place + " gain");
            }

            if (c.Bias.Length > 0)
            {
                NumericAssert.Close(c.BiasGradient, run.BiasGradient.Values, 1e-6, 1, place + " bias");
            }

            if (c.Mean.Length > 0)
            {
                NumericAssert.Close(c.NewMean, run.Mean.Values, 2e-7, 0, place + " mean");
                NumericAssert.Close(c.NewVariance, run.Variance.Values, 3e-7, 0, place + " variance");
            }

            run.AssertPaddingIsZero();
        }
    }

    [Fact]
    public void SpectralNormalisationAgrees()
    {
        Assert.Equal(10, Golden.Spectral.Length);
        foreach (NormGolden.SpectralCase c in Golden.Spectral)
        {
            PaddedMatrix weight = PaddedMatrix.Of(c.Rows, c.Columns, c.Weight);
            PaddedMatrix u = PaddedMatrix.Of(1, c.Columns, c.U);
            PaddedMatrix v = PaddedMatrix.Of(1, c.Rows, c.V);
            PaddedMatrix inEffect = new(c.Rows, c.Columns, float.NaN);
            PaddedMatrix gradient = PaddedMatrix.Of(c.Rows, c.Columns, c.Upstream);
            float sigma = 0;
            SpectralNormKernels.Forward(
                ref weight.Reference, ref u.Reference, ref v.Reference, ref inEffect.Reference, ref sigma, c.Training, c.Rows, c.Columns, weight.Stride);
            SpectralNormKernels.Backward(
                ref inEffect.Reference, ref u.Reference, ref v.Reference, ref sigma, ref gradient.Reference, c.Rows, c.Columns, weight.Stride);
            string place = $"{c.Rows}x{c.Columns} training {c.Training}";
            NumericAssert.Close(c.NewU, u.Values, 2e-7, 1, place + " u");
            NumericAssert.Close(c.NewV, v.Values, 2e-7, 1, place + " v");
            NumericAssert.Close(c.InEffect, inEffect.Values, 1e-6, c.InEffect.Max(Math.Abs), place + " W");
            NumericAssert.Close(c.Gradient, gradient.Values, 2e-6, c.Gradient.Max(Math.Abs) + 1, place + " dV");
            inEffect.AssertPaddingIsZero();
            gradient.AssertPaddingIsZero();
            u.AssertPaddingIsZero();
        }
    }
}
