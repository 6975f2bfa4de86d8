using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>The emitted matrix products against sums in double precision, at every size from 1 to 67 and every batch from 1 to 67.</summary>
public sealed class DenseSizeTests
{
    public static TheoryData<int> Batches => [.. Enumerable.Range(1, 17), 31, 32, 33, 48, 64, 67];

    [Theory]
    [MemberData(nameof(Batches))]
    public void All_sizes(int batch) => Check<AllSizes>(batch);

    [Theory]
    [MemberData(nameof(Batches))]
    public void Jumping_sizes(int batch) => Check<JumpingSizes>(batch);

    // One row, one tile, rows that fill vectors and that do not, and several blocks of rows.
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(21)]
    [InlineData(173)]
    public void Wide_sizes(int batch) => Check<WideSizes>(batch);

    [Fact]
    public void Rows_of_wide_weights_do_not_alias()
    {
        Assert.Equal([528, 512, 1040, 1024, 1040, 1024, 1, 16], WideSizes.Info.Parameters.Select(static p => p.RowStride));
        WideSizes network = WideSizes.Create(1);
        Assert.Equal([512, 1023], network.Dense2.Weight.Lengths.ToArray().Select(static n => (int)n));
    }

    [Fact]
    public void A_row_of_a_batch_has_the_bits_it_has_alone() => CheckRows<JumpingSizes>(67);

    [Fact]
    public void A_row_of_a_wide_batch_has_the_bits_it_has_alone() => CheckRows<WideSizes>(173);

    /// <summary>Tiles of 6 rows by 4 vectors, which need 32 registers of 256 bits.</summary>
    [Fact]
    public void Many_registers_of_256_bits_give_the_same_bits() => WidthChild.AssertSame(Steps, WidthChild.Prefer256);

    private static string Steps()
    {
        var fingerprint = new Fingerprint();
        AddSteps<AllSizes>(fingerprint, 21);
        AddSteps<JumpingSizes>(fingerprint, 67);
        AddSteps<WideSizes>(fingerprint, 173);
        return fingerprint.ToString();
    }

    private static void AddSteps<TNetwork>(Fingerprint fingerprint, int rows)
        where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(3);
        using var trainer = new Trainer<TNetwork>(network, new SGD(1e-3f)) { NonFinite = NonFinitePolicy.SkipStep };
        float[] input = Random(rows * TNetwork.Info.InputSize, 1), targets = Random(rows * TNetwork.Info.OutputSize, 2);
        for (int step = 0; step < 3; step++)
        {
            fingerprint.Add(trainer.Step(input, targets).Loss);
        }

        fingerprint.Add(network.Parameters.Values);
    }

    private static void CheckRows<TNetwork>(int rows)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        TNetwork network = TNetwork.Create(3);
        float[] input = Random(rows * info.InputSize, 1);
        float[] together = new float[rows * info.OutputSize];
        network.Predict(input, together);
        float[] alone = new float[info.OutputSize];
        for (int row = 0; row < rows; row++)
        {
            network.Predict(input.AsSpan(row * info.InputSize, info.InputSize), alone);
            NumericAssert.SameBits(together.AsSpan(row * info.OutputSize, info.OutputSize), alone, $"row {row}");
        }
    }

    private static void Check<TNetwork>(int batch)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        TNetwork network = TNetwork.Create(batch);
        var workspace = new Workspace(info, batch);
        float[] input = Random(batch * info.InputSize, batch);
        network.Forward(input, workspace);

        // Each layer is compared with a sum over what the layer before really gave, so that errors do not add up.
        double[,] x = Matrix(input, batch, info.InputSize);
        var inputs = new List<double[,]>();
        for (int l = 0; l < info.Layers.Length; l++)
        {
            inputs.Add(x);
            double[,] w = Parameter(network.Parameters.Values, info, l, ParameterRole.Weight);
            double[,] b = Parameter(network.Parameters.Values, info, l, ParameterRole.Bias);
            x = Activation(workspace, info.Layers[l]);
            for (int row = 0; row < batch; row++)
            {
                for (int j = 0; j < w.GetLength(1); j++)
                {
                    double sum = b[0, j];
                    double size = Math.Abs(sum);
                    for (int k = 0; k < w.GetLength(0); k++)
                    {
                        sum += inputs[l][row, k] * w[k, j];
                        size += Math.Abs(inputs[l][row, k] * w[k, j]);
                    }

                    NumericAssert.Close(sum, x[row, j], 0, place: $"{info.Layers[l].Name} z[{row}, {j}]", absolute: 1e-6 * size);
                }
            }
        }

        float[] targets = Random(batch * info.OutputSize, batch + 1);
        network.Loss(targets, default, workspace);
        network.Backward(input, workspace);

        double[,] dz = new double[batch, info.OutputSize];
        for (int row = 0; row < batch; row++)
        {
            for (int j = 0; j < info.OutputSize; j++)
            {
                dz[row, j] = 2 * (x[row, j] - targets[(row * info.OutputSize) + j]);
            }
        }

        // Backward errors do add up over the chain; each tensor is measured against its largest element.
        for (int l = info.Layers.Length - 1; l >= 0; l--)
        {
            double[,] w = Parameter(network.Parameters.Values, info, l, ParameterRole.Weight);
            CheckGradient(Product(inputs[l], dz, transposeFirst: true), Parameter(workspace.Gradients.Span, info, l, ParameterRole.Weight), info.Layers[l].Name + ".weight");
            double[,] ones = new double[batch, 1];
            for (int row = 0; row < batch; row++)
            {
                ones[row, 0] = 1;
            }

            CheckGradient(Product(ones, dz, transposeFirst: true), Parameter(workspace.Gradients.Span, info, l, ParameterRole.Bias), info.Layers[l].Name + ".bias");
            dz = Product(dz, w, transposeSecond: true);
        }

        CheckPadding(workspace.Gradients.Span, info);
    }

    private static void CheckGradient(double[,] expected, double[,] actual, string place)
    {
        double largest = expected.Cast<double>().Max(Math.Abs);
        for (int i = 0; i < expected.GetLength(0); i++)
        {
            for (int j = 0; j < expected.GetLength(1); j++)
            {
                NumericAssert.Close(expected[i, j], actual[i, j], 0, place: $"{place}[{i}, {j}]", absolute: 3e-4 * largest);
            }
        }
    }

    private static void CheckPadding(Span<float> gradients, NetworkInfo info)
    {
        foreach (ParameterInfo p in info.Parameters)
        {
            for (int row = 0; row < p.Rows; row++)
            {
                foreach (float padding in gradients.Slice(p.Offset + (row * p.RowStride) + p.Columns, p.ColumnStride == 1 ? p.RowStride - p.Columns : 0))
                {
                    Assert.Equal(0f, padding);
                }
            }
        }
    }

    private static double[,] Product(double[,] a, double[,] b, bool transposeFirst = false, bool transposeSecond = false)
    {
        int rows = a.GetLength(transposeFirst ? 1 : 0);
        int depth = a.GetLength(transposeFirst ? 0 : 1);
        int columns = b.GetLength(transposeSecond ? 0 : 1);
        double[,] c = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                for (int k = 0; k < depth; k++)
                {
                    c[i, j] += (transposeFirst ? a[k, i] : a[i, k]) * (transposeSecond ? b[j, k] : b[k, j]);
                }
            }
        }

        return c;
    }

    private static double[,] Activation(Workspace workspace, LayerInfo layer)
    {
        double[,] result = new double[workspace.Batch, layer.Outputs];
        for (int row = 0; row < workspace.Batch; row++)
        {
            for (int j = 0; j < layer.Outputs; j++)
            {
                result[row, j] = workspace.Memory[(layer.OutputOffset * workspace.Capacity) + (row * layer.OutputStride) + j];
            }
        }

        return result;
    }

    private static double[,] Parameter(Span<float> buffer, NetworkInfo info, int layer, ParameterRole role)
    {
        ParameterInfo p = info.Parameters.Single(p => p.Layer == layer && p.Role == role);
        double[,] result = new double[p.Rows, p.Columns];
        for (int i = 0; i < p.Rows; i++)
        {
            for (int j = 0; j < p.Columns; j++)
            {
                result[i, j] = buffer[p.IndexOf(i, j)];
            }
        }

        return result;
    }

    private static double[,] Matrix(float[] values, int rows, int columns)
    {
        double[,] result = new double[rows, columns];
        for (int i = 0; i < rows * columns; i++)
        {
            result[i / columns, i % columns] = values[i];
        }

        return result;
    }

    private static float[] Random(int count, long seed)
    {
        var random = new Philox(seed, 99);
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = (float)random.NextNormal();
        }

        return values;
    }
}
