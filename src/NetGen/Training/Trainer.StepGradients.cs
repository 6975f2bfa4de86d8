namespace NetGen;

public sealed partial class Trainer<TNetwork>
{
    /// <summary>
    /// What the last step measured of dL/dh(t), the gradient of the loss with respect to the state of a recurrent layer, for each step t of
    /// the sequence from the first to the last: L2 norms over the whole batch. Where they fall by orders of magnitude towards the first
    /// step, the gradient vanishes over time; where they grow, it explodes. A view: it shows the next training step when that was taken.
    /// </summary>
    /// <param name="layer">The path name, such as <c>lstm1</c>.</param>
    /// <param name="reverse">Of a bidirectional layer, whether to show the walk from the end.</param>
    /// <exception cref="ArgumentException">There is no such layer, or it is not recurrent, or it does not walk in that direction, or the network measures nothing.</exception>
    /// <exception cref="InvalidOperationException">No step has been taken yet.</exception>
    public ReadOnlySpan<double> StepGradients(string layer, bool reverse = false)
    {
        LayerInfo info = _core.Network.Layer(layer);
        return _core.Workspace.StepGradients(info, reverse);
    }
}
