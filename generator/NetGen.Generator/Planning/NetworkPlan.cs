using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>Everything that emission prints: all decisions are taken.</summary>
internal sealed record NetworkPlan
{
    public required NetworkModel Model { get; init; }

    public required ElementType ElementType { get; init; }

    public required EquatableArray<LayerPlan> Layers { get; init; }

    public required EquatableArray<ParameterPlan> Parameters { get; init; }

    /// <summary>The properties that view parameters.</summary>
    public required EquatableArray<PropertyPlan> Properties { get; init; }

    /// <summary>The views of blocks.</summary>
    public required EquatableArray<BlockViewPlan> BlockViews { get; init; }

    public required EquatableArray<StatePlan> States { get; init; }

    public required EquatableArray<BufferPlan> Buffers { get; init; }

    /// <summary>Checks of the input that come before anything is written.</summary>
    public required EquatableArray<StepPlan> Checks { get; init; }

    public required EquatableArray<StepPlan> Derive { get; init; }

    public required EquatableArray<StepPlan> Forward { get; init; }

    /// <summary>Whether threads wait for each other at the end of the forward pass.</summary>
    public required bool ForwardAwaitsAtEnd { get; init; }

    public required EquatableArray<StepPlan> Backward { get; init; }

    public required EquatableArray<DenseKernelPlan> DenseKernels { get; init; }

    public required EquatableArray<ElementwiseKernelPlan> ElementwiseKernels { get; init; }

    public required EquatableArray<KernelPlan> Kernels { get; init; }

    public required LossPlan? Loss { get; init; }

    /// <summary>The buffer of the network's output, before any copy to the user.</summary>
    public required BufferPlan Output { get; init; }

    /// <summary>The buffer of the gradient of the loss with respect to the output.</summary>
    public required BufferPlan OutputGradient { get; init; }

    public required int BufferLength { get; init; }

    public required int ForwardPerRow { get; init; }

    public required int WorkspacePerRow { get; init; }

    /// <summary>Fixed floats for one step at a time, such as a transposed weight matrix.</summary>
    public required int ScratchLength { get; init; }

    /// <summary>As <see cref="ScratchLength"/>, of the forward pass alone.</summary>
    public required int ForwardScratchLength { get; init; }

    /// <summary>Floats for weights in effect that are computed from other parameters.</summary>
    public required int DerivedLength { get; init; }

    /// <summary>The rows that a prediction works on at a time.</summary>
    public required int PredictionBlock { get; init; }

    public required int ParameterCount { get; init; }

    public required long Flops { get; init; }

    /// <summary>Whether passes depend on the workspace being that of a training step.</summary>
    public required bool UsesTraining { get; init; }

    /// <summary>Whether what one row gives depends on the other rows of its batch, as with batch statistics.</summary>
    public required bool CouplesRows { get; init; }

    /// <summary>How the network computes one step of a stream, where it can.</summary>
    public StreamPlan? Stream { get; init; }

    /// <summary>Why a network of sequences cannot stream; empty where it can, and where there are no steps.</summary>
    public string StreamObstacle { get; init; } = "";

    /// <summary>Whether threads wait for each other in the forward pass.</summary>
    public bool ForwardAwaits => ForwardAwaitsAtEnd || Forward.Any(static s => s.AwaitsAll || s.Phase == StepPhase.Batch);

    public bool UsesMatrixProduct => DenseKernels.Count > 0 || Kernels.Any(static k => k.UsesMatrixProduct);

    /// <summary>How signals and gradients are expected to run at the start of training.</summary>
    public required GradientFlowPrediction Prediction { get; init; }
}

/// <summary>What the face tells of a layer.</summary>
internal sealed record LayerPlan(
    int Index, string Name, string Kind, Shape Input, Shape Output, int OutputOffset, int OutputStride, long Flops, bool IsActivation,
    int Parameters, string Initializer)
{
    /// <summary>Whether the place of the output holds what the activation reads.</summary>
    public bool HoldsPreactivation { get; init; }

    /// <summary>The steps at which a recurrent layer's gradient is measured, or 0.</summary>
    public int RecurrentSteps { get; init; }

    /// <summary>The directions that a recurrent layer walks in.</summary>
    public int Directions { get; init; } = 1;

    /// <summary>Where its measurements start.</summary>
    public int StepGradientsOffset { get; init; }
}

/// <summary>The call that computes the loss.</summary>
internal sealed record LossPlan(string Kind, string Formula, string Method, string Extra, bool TakesClassIndices, bool TakesLabels);
