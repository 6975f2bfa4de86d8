using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Planning;

/// <summary>
/// Decides how threads share the steps of a pass. All threads run the same pass: steps of <see cref="StepPhase.Rows"/> each on its own rows,
/// shared ones each on its own weights, and all others by one thread in turn. They wait for each other only where a step
/// would otherwise read what another thread has not written yet, or write what another one still reads.
/// </summary>
internal sealed class ThreadPlanner
{
    private const int Shared = -1;

    private readonly Dictionary<string, BufferPlan> _buffers;
    private readonly List<Access> _accesses = [];
    private readonly Dictionary<int, int> _gradients = [];
    private int _turns;

    private ThreadPlanner(IEnumerable<BufferPlan> buffers) => _buffers = buffers.ToDictionary(static b => b.Name, StringComparer.Ordinal);

    /// <summary>Whether the last step is one that all threads must wait for before they go on.</summary>
    private bool Awaits { get; set; }

    /// <summary>The steps of the forward pass, and whether threads wait for each other at its end.</summary>
    public static (EquatableArray<StepPlan> Steps, bool AwaitsAtEnd) Forward(IEnumerable<StepPlan> steps, IReadOnlyList<BufferPlan> buffers)
    {
        var planner = new ThreadPlanner(buffers);
        StepPlan[] planned = [.. steps.Select(planner.Plan)];
        return (new EquatableArray<StepPlan>(planned), planner.Awaits);
    }

    /// <summary>The steps of the backward pass, before which each thread has written its rows of everything.</summary>
    public static EquatableArray<StepPlan> Backward(IEnumerable<StepPlan> steps, IReadOnlyList<BufferPlan> buffers, BufferPlan outputGradient)
    {
        var planner = new ThreadPlanner(buffers);
        foreach (BufferPlan buffer in buffers)
        {
            if (buffer.Space == BufferSpace.Activations || buffer.Name == outputGradient.Name)
            {
                planner._accesses.Add(new Access(buffer, OfRows: true, Writes: true));
            }
        }

        StepPlan[] planned = [.. steps.Select(planner.Plan)];
        return new EquatableArray<StepPlan>(planned);
    }

    private StepPlan Plan(StepPlan step)
    {
        List<Access> accesses =
        [
            .. step.Arguments.Where(a => a.Kind == ArgumentKind.Buffer && _buffers[a.Value].Space != BufferSpace.Input).Select(a =>
                new Access(_buffers[a.Value], step.Phase == StepPhase.Rows, step.Phase == StepPhase.Batch || (step.Phase == StepPhase.Rows && !a.IsRead))),
        ];
        int[] gradients = [.. step.Arguments.Where(static a => a.Kind == ArgumentKind.Gradient).Select(static a => a.Offset)];
        int[] turns = [.. gradients.Where(_gradients.ContainsKey).Select(g => _gradients[g]).Distinct()];

        // What one thread computed of a gradient, it may go on with; what several did, it must wait for.
        bool continues = turns.Length == 1 && turns[0] != Shared && !step.IsShared;
        bool awaits = Awaits || (step.Phase == StepPhase.Batch && _accesses.Count > 0) || (turns.Length > 0 && !continues)
            || accesses.Exists(a => _accesses.Exists(a.Conflicts));
        if (awaits)
        {
            _accesses.Clear();
            _gradients.Clear();
        }

        int turn = step.Phase == StepPhase.Rows || step.IsShared ? 0 : continues && !awaits ? turns[0] : step.Phase == StepPhase.Batch ? 0 : _turns++;
        _accesses.AddRange(accesses);
        foreach (int gradient in gradients)
        {
            _gradients[gradient] = step.IsShared ? Shared : turn;
        }

        Awaits = step.Phase == StepPhase.Batch;
        return step with { AwaitsAll = awaits, Turn = turn };
    }

    /// <summary>Memory that a step touches: of the thread's own rows, or of all.</summary>
    private sealed record Access(BufferPlan Buffer, bool OfRows, bool Writes)
    {
        private int End => Buffer.Offset + Buffer.PerRow;

        public bool Conflicts(Access other)
        {
            bool overlap = Buffer.Offset < other.End && other.Buffer.Offset < End;
            bool areOwnRows = OfRows && other.OfRows && Buffer.Offset == other.Buffer.Offset && Buffer.PerRow == other.Buffer.PerRow;
            return overlap && (Writes || other.Writes) && !areOwnRows;
        }
    }
}
