using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>A single row goes through small layers in one method, a batch through tiles layer by layer: with the same bits.</summary>
public sealed class ChainTests
{
    private const int Rows = 5;

    [Fact]
    public void Small() => Check<SmallChain>();

    [Fact]
    public void Odd() => Check<OddChain>();

    [Fact]
    public void By_unit() => Check<ChainByUnit>();

    [Fact]
    public void Two() => Check<TwoChains>();

    [Fact]
    public void Wide() => Check<WideChain>();

    [Fact]
    public void Broken() => Check<BrokenChain>();

    [Theory, MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void Same_bits_at_every_width(string off) => WidthChild.AssertSame(TrainAll, off);

    [Fact]
    public void What_is_not_a_number_stays_none()
    {
        SmallChain network = SmallChain.Create(1);
        float[] output = new float[1];
        network.Predict([float.NaN, 0], output);
        Assert.True(float.IsNaN(output[0]));
        network.Predict([float.PositiveInfinity, float.PositiveInfinity], output);
        float[] expected = new float[2];
        network.Predict([float.PositiveInfinity, float.PositiveInfinity, 0, 0], expected);
        Assert.Equal(expected[0], output[0]);
    }

    /// <summary>Every value that a batch keeps for the backward pass, padding included, is that which a row keeps alone.</summary>
    private static void Check<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        TNetwork network = TNetwork.Create(7);
        float[] bias = TestValues.Normal(info.BufferLength, 3);
        foreach (ParameterInfo parameter in info.Parameters.Where(static p => p.Role == ParameterRole.Bias))
        {
            bias.AsSpan(0, parameter.Columns).CopyTo(network.Parameters.Values.Slice(parameter.Offset, parameter.Columns));
        }

        float[] input = TestValues.Normal(Rows * info.InputSize, 2);
        (input[0], input[^1]) = (-0f, 1e30f);
        var together = new Workspace(info, Rows);
        var alone = new Workspace(info, 1);
        network.Forward(input, together);
        float[] predicted = new float[Rows * info.OutputSize];
        float[] one = new float[info.OutputSize];
        network.Predict(input, predicted);
        for (int row = 0; row < Rows; row++)
        {
            ReadOnlySpan<float> own = input.AsSpan(row * info.InputSize, info.InputSize);
            network.Forward(own, alone);
            foreach (LayerInfo layer in info.Layers)
            {
                int stride = layer.OutputStride;
                NumericAssert.SameBits(
                    together.Memory.Slice((layer.OutputOffset * Rows) + (row * stride), stride), alone.Memory.Slice(layer.OutputOffset, stride), $"{layer.Name} of row {row}");
            }

            network.Predict(own, one);
            NumericAssert.SameBits(predicted.AsSpan(row * info.OutputSize, info.OutputSize), one, $"prediction of row {row}");
        }
    }

    private static string TrainAll()
    {
        var fingerprint = new Fingerprint();
        Train<SmallChain>(fingerprint);
        Train<OddChain>(fingerprint);
        Train<ChainByUnit>(fingerprint);
        Train<TwoChains>(fingerprint);
        Train<BrokenChain>(fingerprint);
        Train<WideChain>(fingerprint);
        return fingerprint.ToString();
    }

    private static void Train<TNetwork>(Fingerprint fingerprint)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        TNetwork network = TNetwork.Create(5);
        using var trainer = new Trainer<TNetwork>(network, new Adam(1e-2f));
        float[] output = new float[info.OutputSize];
        for (int step = 0; step < 20; step++)
        {
            float[] input = TestValues.Normal(info.InputSize, step);
            StepResult result = info.TakesClassIndices ? trainer.Step(input, [step % info.OutputSize]) : trainer.Step(input, TestValues.Normal(info.OutputSize, step + 100));
            network.Predict(input, output);
            fingerprint.Add(result.Loss).Add(result.GradientNorm).Add(output);
        }

        fingerprint.Add(network.Parameters.Values);
    }
}
