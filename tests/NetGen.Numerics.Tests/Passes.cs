namespace NetGen.Numerics.Tests;

/// <summary>The passes of a generated network, which are explicit members of its interface.</summary>
internal static class Passes
{
    public static void Forward<TNetwork>(TNetwork network, float[] input, Workspace workspace)
        where TNetwork : class, INetwork<TNetwork> => network.Forward(input, workspace);

    /// <summary>Forward, loss by class and backward.</summary>
    public static void Train<TNetwork>(TNetwork network, float[] input, int[] labels, Workspace workspace)
        where TNetwork : class, INetwork<TNetwork>
    {
        network.Forward(input, workspace);
        network.Loss(default, labels, workspace);
        network.Backward(input, workspace);
    }
}
