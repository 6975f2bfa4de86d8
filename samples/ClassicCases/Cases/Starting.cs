using ClassicCases.Networks;
using NetGen;
using SampleKit;
using SampleKit.Data;

namespace ClassicCases.Cases;

/// <summary>A way to initialise the thirty layers, and what is expected of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Learns">Whether the network is expected to learn from there; otherwise to stall.</param>
/// <param name="Initialize">Initialises a network with a seed.</param>
internal sealed record Starting(string Name, bool Learns, Action<DeepReLU, TeacherData, long> Initialize)
{
    private const int WeightStream = 102;

    /// <summary>An initialiser that looks at nothing but the shapes.</summary>
    public static Starting From(string name, bool learns, InitializerSpec initializer) =>
        new(name, learns, (network, _, seed) => Seeding.Draw(network.Parameters, initializer, seed, WeightStream));
}
