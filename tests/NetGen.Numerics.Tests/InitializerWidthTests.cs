namespace NetGen.Numerics.Tests;

/// <summary>Initializers and clips give the same bits with the wider registers switched off.</summary>
public class InitializerWidthTests
{
    [Theory]
    [MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void InitializersGiveTheSameBits(string switchedOff) => WidthChild.AssertSame(Initializers, switchedOff);

    [Theory]
    [MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void ClipsGiveTheSameBits(string switchedOff) => WidthChild.AssertSame(Clips, switchedOff);

    private static string Initializers()
    {
        Fingerprint result = new();
        foreach (Init kind in Enum.GetValues<Init>().Where(static k => k != Init.Auto))
        {
            float[] values = new float[83 * 96];
            Initializer.Fill(values, InitializerTests.Parameter(ParameterRole.Weight, 83, 90, new(kind, 0.7f), 0, 96), 42, (int)kind);
            result.Add(values);
        }

        // A large matrix is drawn several numbers at a time.
        const int rows = 1 << 14, columns = 10, stride = 16;
        float[] large = new float[rows * stride];
        Initializer.Fill(large, InitializerTests.Parameter(ParameterRole.Weight, rows, columns, new(Init.HeNormal), 0, stride), 42, 0);
        return result.Add(large).ToString();
    }

    private static string Clips()
    {
        ParameterInfo weight = InitializerTests.Parameter(ParameterRole.Weight, 83, 90, new(Init.HeNormal), 0, 96);
        ParameterInfo bias = InitializerTests.Parameter(ParameterRole.Bias, 1, 90, new(Init.Normal), 83 * 96, 96);
        NetworkInfo network = new()
        {
            Name = "ClipNet",
            InputSize = 83,
            OutputSize = 90,
            Layers = [],
            Parameters = [weight, bias],
            BufferLength = 84 * 96,
            WorkspacePerRow = 16,
            WorkspaceFixed = 0,
            OutputGradientOffset = 0,
            Loss = "",
        };
        Fingerprint result = new();
        foreach (Clip clip in (Clip[])[Clip.Value(0.5f), Clip.GlobalNorm(1), Clip.PerLayerNorm(1), Clip.PerTensorNorm(1), Clip.PerUnit(),
            Clip.ZScore(), Clip.Percentile(), Clip.Normalize(), Clip.Centralize(), Clip.Noise(), Clip.Sequence(Clip.Value(1), Clip.GlobalNorm(1))])
        {
            var parameters = new ParameterBuffer(network, seed: 1);
            var gradients = new AlignedBuffer(network.BufferLength);
            new ParameterBuffer(network, seed: 2).Values.CopyTo(gradients.Span);
            var before = new TensorStatistics[2];
            var after = new TensorStatistics[2];
            Kernels.Reductions.Measure(ref gradients.Reference, weight.Length, ref before[0]);
            Kernels.Reductions.Measure(ref gradients.Span[bias.Offset], bias.Length, ref before[1]);
            ClipResult applied = clip.Apply(parameters, gradients, before, after);
            result.Add(gradients.Span);
            result.Add(applied.NormAfter).Add(after[0].MaxAbs).Add(after[1].SumOfSquares);
        }

        return result.ToString();
    }
}
