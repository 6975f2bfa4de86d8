using NetGen.Kernels;
using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>
/// The gradient of every parameter against central differences of the loss. The network computes in floats, so each
/// difference is taken along a random direction of one tensor, with the loss of a large batch summed in float: what remains
/// is compared within 2%, because the kinks of PReLU lie between the two ends of some differences.
/// </summary>
public sealed class GradientCheckTests
{
    // All but Threshold and Hardshrink, which jump: their derivatives are compared with PyTorch only.
    private static readonly Dictionary<string, Action> s_activations = new()
    {
        { "ReLU", () => Check<ActivationReLU>(seed: 8, labels: false) },
        { "LeakyReLU", () => Check<ActivationLeakyReLU>(seed: 8, labels: false) },
        { "LeakyReLU_2", () => Check<ActivationLeakyReLU_2>(seed: 8, labels: false) },
        { "ReLU6", () => Check<ActivationReLU6>(seed: 8, labels: false) },
        { "ELU", () => Check<ActivationELU>(seed: 8, labels: false) },
        { "ELU_2", () => Check<ActivationELU_2>(seed: 8, labels: false) },
        { "SELU", () => Check<ActivationSELU>(seed: 8, labels: false) },
        { "CELU", () => Check<ActivationCELU>(seed: 8, labels: false) },
        { "CELU_2", () => Check<ActivationCELU_2>(seed: 8, labels: false) },
        { "GELU", () => Check<ActivationGELU>(seed: 8, labels: false) },
        { "GELU_2", () => Check<ActivationGELU_2>(seed: 8, labels: false) },
        { "SiLU", () => Check<ActivationSiLU>(seed: 8, labels: false) },
        { "Mish", () => Check<ActivationMish>(seed: 8, labels: false) },
        { "Sigmoid", () => Check<ActivationSigmoid>(seed: 8, labels: false) },
        { "HardSigmoid", () => Check<ActivationHardSigmoid>(seed: 8, labels: false) },
        { "LogSigmoid", () => Check<ActivationLogSigmoid>(seed: 8, labels: false) },
        { "Tanh", () => Check<ActivationTanh>(seed: 8, labels: false) },
        { "HardTanh", () => Check<ActivationHardTanh>(seed: 8, labels: false) },
        { "HardTanh_2", () => Check<ActivationHardTanh_2>(seed: 8, labels: false) },
        { "Tanhshrink", () => Check<ActivationTanhshrink>(seed: 8, labels: false) },
        { "Softplus", () => Check<ActivationSoftplus>(seed: 8, labels: false) },
        { "Softplus_2", () => Check<ActivationSoftplus_2>(seed: 8, labels: false) },
        { "Softsign", () => Check<ActivationSoftsign>(seed: 8, labels: false) },
        { "Softshrink", () => Check<ActivationSoftshrink>(seed: 8, labels: false) },
        { "Hardswish", () => Check<ActivationHardswish>(seed: 8, labels: false) },
        { "Exponential", () => Check<ActivationExponential>(seed: 8, labels: false) },
        { "Linear", () => Check<ActivationLinear>(seed: 8, labels: false) },
    };

    public static TheoryData<string> Activations => new(s_activations.Keys);

    [Theory]
    [MemberData(nameof(Activations))]
    public void Every_activation(string name) => s_activations[name]();

    [Fact]
    public void Every_parameter_of_every_reparametrisation() => Check<EveryParameter>(seed: 5, labels: false);

    [Fact]
    public void A_classifier_with_an_activation_on_its_input() => Check<SmoothClassifier>(seed: 6, labels: true);

    [Fact]
    public void Layers_over_positions_and_other_shapes() => Check<Reshaped>(seed: 7, labels: true);

    [Fact]
    public void Gradients_that_meet() => Check<Meeting>(seed: 9, labels: false);

    [Fact]
    public void Gradients_of_loops() => Check<FoldedGradient>(seed: 12, labels: false);

    [Fact]
    public void Gradients_that_meet_at_every_step() => Check<MeetingOverSteps>(seed: 10, labels: false);

    [Fact]
    public void Batch_normalisation_by_the_statistics_of_the_batch() => Check<BatchNormNet>(seed: 7, labels: false, training: true);

    [Fact]
    public void Batch_normalisation_by_running_statistics() => Check<BatchNormNet>(seed: 7, labels: false);

    [Fact]
    public void Every_normalisation_of_an_image() => Check<EveryNorm>(seed: 8, labels: false, training: true);

    [Fact]
    public void Every_random_layer() => Check<EveryNoise>(seed: 9, labels: true, training: true);

    // The vectors of the power iteration are constants to the gradient, so they may not move between the two ends of a difference.
    [Fact]
    public void Spectral_normalisation() => Check<SpectralNet>(seed: 10, labels: false);

    [Fact]
    public void Every_convolution()
    {
        Check<StridedConvolutions>(seed: 2, labels: false);
        Check<DilatedConvolutions>(seed: 2, labels: false);
        Check<GroupedConvolutions>(seed: 2, labels: false);
        Check<DepthwiseConvolutions>(seed: 2, labels: false);
        Check<TransposedConvolutions>(seed: 2, labels: false);
        Check<SequenceConvolutions>(seed: 4, labels: false);
        Check<NormalisedConvolutions>(seed: 2, labels: false);
        Check<SpectralConvolutions>(seed: 2, labels: false);
    }

    [Fact]
    public void Rows_of_eight_floats()
    {
        Check<CompactImages>(seed: 2, labels: false);
        Check<CompactNumbers>(seed: 2, labels: false);
        Check<CompactBranches>(seed: 2, labels: false);
    }

    internal static void Check<TNetwork>(long seed, bool labels, bool training = false)
        where TNetwork : class, INetwork<TNetwork>
    {
        const int Batch = 24;
        NetworkInfo info = TNetwork.Info;
        TNetwork network = TNetwork.Create(seed);
        var random = new Philox(seed, 7);
        float[] input = new float[Batch * info.InputSize];
        foreach (ref float value in input.AsSpan())
        {
            value = (float)random.NextNormal();
        }

        float[] targets = labels ? [] : new float[Batch * info.OutputSize];
        foreach (ref float value in targets.AsSpan())
        {
            value = random.NextSingle();
        }

        int positions = info.Layers[^1].OutputPositions;
        int[] classes = labels ? new int[Batch * positions] : [];
        foreach (ref int value in classes.AsSpan())
        {
            value = random.NextInt32(info.OutputSize / positions);
        }

        var workspace = new Workspace(info, Batch) { Training = training, Seed = 3, Step = 5 };
        network.Forward(input, workspace);
        network.Loss(targets, classes, workspace);
        network.Backward(input, workspace);
        float[] gradient = workspace.Gradients.Span.ToArray();

        double Loss()
        {
            network.Forward(input, workspace);
            double loss = network.Loss(targets, classes, workspace);
            foreach (ParameterInfo p in info.Parameters.Where(p => p.L1 != 0 || p.L2 != 0))
            {
                loss += Penalty(network.Parameters, info, p);
            }

            return loss;
        }

        double centre = Loss();
        foreach (ParameterInfo p in info.Parameters)
        {
            // Along the gradient itself the difference is largest against the rounding of the loss.
            Span<float> values = network.Parameters.Values.Slice(p.Offset, p.Length);
            ReadOnlySpan<float> g = gradient.AsSpan(p.Offset, p.Length);
            float[] before = values.ToArray();
            double norm = 0;
            foreach (float x in g)
            {
                norm += (double)x * x;
            }

            norm = Math.Sqrt(norm);
            Assert.True(norm > 1e-5, $"{p.Name}: no gradient to check, norm {norm}");
            double h = Math.Min(0.005, 0.002 * Math.Max(1, centre) / norm);
            Move(values, before, g, h / norm);
            double above = Loss();
            Move(values, before, g, -h / norm);
            double below = Loss();
            Move(values, before, g, 0);
            NumericAssert.Close(norm, (above - below) / (2 * h), 0.02, place: p.Name);
        }
    }

    /// <summary>L1·Σ|W| + L2·ΣW² of the weights in effect.</summary>
    private static double Penalty(ParameterBuffer parameters, NetworkInfo info, ParameterInfo p)
    {
        var weight = new AlignedBuffer(p.Length);
        int index = info.Parameters.IndexOf(p) + 1;
        ParameterInfo? magnitude = index < info.Parameters.Length && info.Parameters[index].Role == ParameterRole.Magnitude ? info.Parameters[index] : null;
        int rows = p.Rows / p.Gates, stride = p.Gates * p.RowStride, columns = p.Gates == 1 ? p.Columns : stride;
        if (info.States.FirstOrDefault(s => s.Name == p.Name + ".u") is { } u)
        {
            float sigma = 0;
            StateInfo v = info.States.First(s => s.Name == p.Name + ".v");
            SpectralNormKernels.Forward(
                ref parameters.Values[p.Offset], ref parameters.State.Span[u.Offset], ref parameters.State.Span[v.Offset], ref weight.Reference, ref sigma,
                training: false, rows, columns, stride);
        }
        else if (magnitude is null)
        {
            parameters.Values.Slice(p.Offset, p.Length).CopyTo(weight.Span);
        }
        else
        {
            WeightNormKernels.Forward(
                ref parameters.Values[p.Offset], ref parameters.Values[magnitude.Offset], ref weight.Reference, rows, columns, stride);
        }

        double sum = 0;
        foreach (float w in weight.Span)
        {
            sum += (p.L1 * Math.Abs((double)w)) + (p.L2 * (double)w * w);
        }

        return sum;
    }

    private static void Move(Span<float> values, float[] from, ReadOnlySpan<float> direction, double step)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(from[i] + (step * direction[i]));
        }
    }
}
