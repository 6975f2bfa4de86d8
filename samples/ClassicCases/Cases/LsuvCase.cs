using ClassicCases.Networks;
using NetGen;
using SampleKit.Data;

namespace ClassicCases.Cases;

/// <summary>Mishkin and Matas 2016: weights scaled by what a batch of the data does to them.</summary>
internal sealed class LsuvCase(long seed) : DeepReLUCase(seed, learningRate: 0.01f,
[
    new Starting("LSUV", Learns: true, InitializeByData),
    Starting.From("LeCun", learns: false, new InitializerSpec(Init.LeCunNormal)),
    Starting.From("orthogonal", learns: false, new InitializerSpec(Init.Orthogonal)),
    Starting.From("N(0,0.01²)", learns: false, new InitializerSpec(Init.Normal, 0.01f)),
])
{
    private const int Samples = 256;

    /// <inheritdoc/>
    public override string Name => "lsuv";

    /// <inheritdoc/>
    public override string Title => "Thirty layers of ReLU, initialised by data (Mishkin and Matas 2016)";

    /// <inheritdoc/>
    public override string Lesson =>
        """
        <p>An initialiser that has to know the activation behind the layer can be wrong. LSUV asks the data: orthogonal weights, then, from the first layer to the last, each layer's weights are divided by the deviation
        of its output for one batch. After that thirty layers learn. The same orthogonal weights without that step stall, and so do LeCun's and the small ones that were
        usual before: their gradients are too small to move anything.</p>
        """;

    private static void InitializeByData(DeepReLU network, TeacherData data, long seed) =>
        Lsuv.Initialize(network, data.Inputs.AsSpan(0, Samples * DeepReLU.InputSize), new LsuvOptions { Seed = seed });
}
