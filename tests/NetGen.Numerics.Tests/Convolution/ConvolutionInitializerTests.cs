namespace NetGen.Numerics.Tests;

/// <summary>Initializers of kernels, which have a row for each tap and channel.</summary>
public sealed class ConvolutionInitializerTests
{
    private const int Taps = 9;
    private const int Centre = 4;

    [Theory]
    [InlineData(Init.XavierNormal, Fan.In, 2.0 / (5 + 7))]
    [InlineData(Init.HeNormalFanOut, Fan.In, 2.0 / 7)]
    [InlineData(Init.HeNormal, Fan.In, 2.0 / 5)]
    [InlineData(Init.VarianceScaling, Fan.Out, 1.0 / 7)]
    [InlineData(Init.VarianceScaling, Fan.Average, 1.0 / 6)]
    public void Both_fans_count_the_taps(Init kind, Fan fan, double perTap)
    {
        // 50 channels and 70 filters.
        PaddedMatrix weight = Fill(50, 70, new InitializerSpec(kind, Fan: fan) { Taps = Taps, Centre = Centre });
        double variance = weight.Values.Sum(static v => (double)v * v) / weight.Values.Length;
        NumericAssert.Close(perTap / (10 * Taps), variance, 0.03);
    }

    [Fact]
    public void Dirac_and_delta_orthogonal_fill_the_centre()
    {
        PaddedMatrix dirac = Fill(5, 7, new InitializerSpec(Init.Dirac, 2f) { Taps = Taps, Centre = Centre });
        PaddedMatrix delta = Fill(5, 7, new InitializerSpec(Init.DeltaOrthogonal, 2f) { Taps = Taps, Centre = Centre });
        for (int row = 0; row < Taps * 5; row++)
        {
            bool atCentre = row / 5 == Centre;
            for (int other = 0; other < 5; other++)
            {
                double dot = 0;
                for (int column = 0; column < 7; column++)
                {
                    Assert.Equal(atCentre && column == row % 5 ? 2f : 0f, dirac[row, column]);
                    dot += (double)delta[row, column] * delta[(Centre * 5) + other, column];
                }

                NumericAssert.Close(atCentre && row % 5 == other ? 4 : 0, dot, 0, absolute: 1e-6);
            }
        }
    }

    [Fact]
    public void A_matrix_without_taps_has_one()
    {
        PaddedMatrix orthogonal = Fill(1, 6, new InitializerSpec(Init.Orthogonal), taps: 4);
        PaddedMatrix delta = Fill(1, 6, new InitializerSpec(Init.DeltaOrthogonal), taps: 4);
        Assert.Equal(orthogonal.Values, delta.Values);
    }

    [Fact]
    public void Taps_that_do_not_divide_the_rows_are_refused() => Assert.Contains(
        "36 rows", Assert.Throws<ArgumentException>(static () => Fill(4, 4, new InitializerSpec(Init.Dirac) { Taps = 5 })).Message, StringComparison.Ordinal);

    private static PaddedMatrix Fill(int channels, int filters, InitializerSpec spec, int taps = Taps)
    {
        PaddedMatrix weight = new(taps * channels, filters);
        var parameter = new ParameterInfo
        {
            Name = "weight",
            Layer = 0,
            Role = ParameterRole.Weight,
            Rows = weight.Rows,
            Columns = weight.Columns,
            RowStride = weight.Stride,
            Offset = 0,
            Initializer = spec,
        };
        Initializer.Fill(weight.All, parameter, seed: 5, stream: 1);
        return weight;
    }
}
