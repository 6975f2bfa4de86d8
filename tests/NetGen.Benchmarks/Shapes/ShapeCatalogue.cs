using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Shapes;

/// <summary>The networks that are measured. A new one is a class in Networks/ and an entry here.</summary>
internal static class ShapeCatalogue
{
    /// <summary>All shapes, small ones first.</summary>
    public static IReadOnlyList<NetworkShape> All { get; } =
    [
        new NetworkShape<Net2x16x16x1> { Name = "2-16-16-1", Uninstrumented = new NetworkShape<Net2x16x16x1Off> { Name = "2-16-16-1" } },
        new NetworkShape<Net16x64x64x4> { Name = "16-64-64-4", Uninstrumented = new NetworkShape<Net16x64x64x4Off> { Name = "16-64-64-4" } },
        new NetworkShape<Net64x128x128x10> { Name = "64-128-128-10", Uninstrumented = new NetworkShape<Net64x128x128x10Off> { Name = "64-128-128-10" } },
        new NetworkShape<Net784x128x10> { Name = "784-128-10", Uninstrumented = new NetworkShape<Net784x128x10Off> { Name = "784-128-10" } },
        new NetworkShape<Net784x512x256x10> { Name = "784-512-256-10", Uninstrumented = new NetworkShape<Net784x512x256x10Off> { Name = "784-512-256-10" } },
        new NetworkShape<Net1024x1024x1024x10> { Name = "1024-1024-1024-10", Uninstrumented = new NetworkShape<Net1024x1024x1024x10Off> { Name = "1024-1024-1024-10" } },
        new NetworkShape<LeNet5> { Name = "lenet", PyTorchModel = "lenet", InQuick = false },
        new NetworkShape<DepthwiseSeparable> { Name = "depthwise-separable", PyTorchModel = "depthwise_separable", InQuick = false },
        new NetworkShape<LSTM64> { Name = "lstm64", PyTorchModel = "recurrent", InQuick = false },
        new NetworkShape<GRU64> { Name = "gru64", PyTorchModel = "recurrent", InQuick = false },
        new NetworkShape<RNN64> { Name = "rnn64", PyTorchModel = "recurrent", InQuick = false },
        new NetworkShape<LSTM16Steps100> { Name = "lstm16-100", PyTorchModel = "recurrent", InQuick = false },
        new NetworkShape<Transformer32> { Name = "transformer32", PyTorchModel = "transformer", InQuick = false },
    ];

    /// <summary>The shapes of some names, in the catalogue's order; without names all, or those that a quick run has time for.</summary>
    public static IReadOnlyList<NetworkShape> Select(IReadOnlyList<string> names, bool quick = false) =>
        names.Count == 0 ? [.. All.Where(s => s.InQuick || !quick)] : [.. All.Where(s => names.Contains(s.Name))];
}
