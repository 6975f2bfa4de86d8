using System.Text.Json;
using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>Parity with PyTorch, by the numbers in Golden/convolutions.json (made by Golden/make_convolutions.py).</summary>
public sealed class ConvolutionGoldenTests
{
    private static readonly Golden s_golden = Load();

    [Fact]
    public void Strided_convolutions_agree() => Check<StridedConvolutions>();

    [Fact]
    public void Dilated_convolutions_agree() => Check<DilatedConvolutions>();

    [Fact]
    public void Grouped_convolutions_agree() => Check<GroupedConvolutions>();

    [Fact]
    public void Depthwise_and_separable_convolutions_agree() => Check<DepthwiseConvolutions>();

    [Fact]
    public void Transposed_convolutions_agree() => Check<TransposedConvolutions>();

    [Fact]
    public void Transposed_convolutions_in_groups_agree()
    {
        Check<GroupedTransposedConvolutions>();
        Check<GroupedTransposedSequence>();
    }

    [Fact]
    public void Residuals_with_strides_agree()
    {
        Check<ThinningResiduals>();
        Check<ThinningSequenceResiduals>();
    }

    [Fact]
    public void Convolutions_over_sequences_agree() => Check<SequenceConvolutions>();

    [Fact]
    public void Normalised_and_penalised_convolutions_agree() => Check<NormalisedConvolutions>();

    [Fact]
    public void Convolutions_under_spectral_normalisation_agree() => Check<SpectralConvolutions>();

    [Fact]
    public void Convolutions_of_few_channels_agree()
    {
        Check<CompactImages>();
        Check<CompactNumbers>();
        Check<CompactBranches>();
    }

    [Fact]
    public void Maxima_of_rectified_values_agree() => Check<RectifiedPools>();

    [Fact]
    public void Gradients_of_one_position_of_each_window_agree()
    {
        Check<RoutedPools>();
        Check<RoutedSequence>();
    }

    private static Golden Load()
    {
        using Stream stream = typeof(ConvolutionGoldenTests).Assembly.GetManifestResourceStream("convolutions.json")
            ?? throw new InvalidOperationException("The test assembly holds no convolutions.json.");
        return JsonSerializer.Deserialize<Golden>(stream, JsonSerializerOptions.Web)!;
    }

    private static void Check<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        Case golden = Assert.Single(s_golden.Cases, c => c.Name == info.Name);
        TNetwork network = TNetwork.Create(1);
        Assert.Equal(golden.Parameters.Keys.Order(StringComparer.Ordinal), info.Parameters.Select(static p => p.Name).Order(StringComparer.Ordinal));
        foreach (ParameterInfo p in info.Parameters)
        {
            float[] values = golden.Parameters[p.Name];
            Assert.Equal(p.Count, values.Length);
            for (int i = 0; i < values.Length; i++)
            {
                network.Parameters.Values[p.IndexOf(i / p.Columns, i % p.Columns)] = values[i];
            }
        }

        Assert.Equal(golden.States.Keys.Order(StringComparer.Ordinal), info.States.Select(static s => s.Name).Order(StringComparer.Ordinal));
        foreach ((string name, float[] values) in golden.States)
        {
            values.CopyTo(network.Parameters.StateOf(name));
        }

        float[] output = new float[golden.Output.Length];
        network.Predict(golden.Input, output);
        NumericAssert.Close(golden.Output, output, 5e-6, 1, info.Name + " prediction");

        // A workspace for more rows than there are, which held another batch before.
        var workspace = new Workspace(info, golden.Rows + 2);
        workspace.Memory.Fill(float.NaN);
        foreach (LayerInfo layer in info.Layers)
        {
            int floats = layer.OutputPositions * layer.OutputStride;
            workspace.Memory.Slice(layer.OutputOffset * workspace.Capacity, floats * workspace.Capacity).Clear();
        }

        workspace.Batch = golden.Rows;
        network.Forward(golden.Input, workspace);
        NumericAssert.Close(golden.Loss, network.Loss(golden.Targets, [], workspace), 5e-6, 1, info.Name + " loss");
        network.Backward(golden.Input, workspace);
        foreach (ParameterInfo p in info.Parameters)
        {
            float[] gradient = new float[p.Count];
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] = workspace.Gradients.Span[p.IndexOf(i / p.Columns, i % p.Columns)];
            }

            NumericAssert.Close(golden.Gradients[p.Name], gradient, 1e-5, 1, $"{info.Name} {p.Name}");
            for (int row = 0; row < p.Rows && p.ColumnStride == 1; row++)
            {
                Assert.Equal(-1, workspace.Gradients.Span.Slice(p.Offset + (row * p.RowStride) + p.Columns, p.RowStride - p.Columns).IndexOfAnyExcept(0f));
            }
        }
    }

    private sealed record Golden(Case[] Cases);

    private sealed record Case(
        string Name, int Rows, float[] Input, float[] Targets, double[] Output, double Loss,
        Dictionary<string, float[]> Parameters, Dictionary<string, float[]> States, Dictionary<string, double[]> Gradients);
}
