namespace NetGen;

/// <summary>
/// Passes of a network that threads run together, each with a workspace of its own that says which part is its: the rows of a range, and
/// of the weights those of a range.
/// </summary>
internal sealed unsafe class PassWork<TNetwork> : TeamWork
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly TNetwork _network;
    private Workspace[] _workspaces = [];
    private float* _input;
    private float* _targets;
    private int* _labels;
    private int _inputLength;
    private int _targetsLength;
    private int _labelsLength;
    private Passes _passes;
    private int _parts;
    private float _loss;

    public PassWork(TNetwork network) => _network = network;

    /// <summary>Runs passes and returns the loss, if it is among them.</summary>
    public float Run(
        WorkerTeam team, long patience, Workspace workspace, Passes passes, ReadOnlySpan<float> input, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels)
    {
        if (_workspaces.Length < team.Threads || _workspaces[0] != workspace)
        {
            Take(workspace, team.Threads);
        }

        fixed (float* i = input, t = targets)
        fixed (int* l = labels)
        {
            _input = i;
            _targets = t;
            _labels = l;
            _inputLength = input.Length;
            _targetsLength = targets.Length;
            _labelsLength = labels.Length;
            _passes = passes;
            workspace.Shared.Begin();
            try
            {
                team.Run(this, patience);
            }
            finally
            {
                workspace.TakeAll();
            }
        }

        if (_parts > 1)
        {
            workspace.Shared.Complete(workspace);
        }

        return (passes & Passes.Loss) != 0 && _parts > 1 ? workspace.Shared.Loss() : _loss;
    }

    public override void Run(TeamState team, int part, int parts)
    {
        Workspace workspace = _workspaces[part];
        workspace.TakePart(_workspaces[0], team, part, parts);
        ReadOnlySpan<float> input = new(_input, _inputLength);
        if ((_passes & Passes.Forward) != 0)
        {
            _network.Forward(input, workspace);
        }

        float loss = 0;
        if ((_passes & Passes.Loss) != 0)
        {
            loss = _network.Loss(new(_targets, _targetsLength), new(_labels, _labelsLength), workspace);
        }

        if ((_passes & Passes.Backward) != 0)
        {
            _network.Backward(input, workspace);
        }

        if (part == 0)
        {
            _loss = loss;
            _parts = parts;
        }
    }

    private void Take(Workspace workspace, int threads)
    {
        _workspaces = new Workspace[threads];
        _workspaces[0] = workspace;
        for (int i = 1; i < threads; i++)
        {
            _workspaces[i] = new Workspace(workspace);
        }
    }
}
