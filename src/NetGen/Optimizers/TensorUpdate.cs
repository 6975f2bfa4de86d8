using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>One tensor in one step of a <see cref="CustomOptimizer"/>. All spans have the same length and layout.</summary>
public readonly ref struct TensorUpdate
{
    private readonly CustomOptimizer _optimizer;

    internal TensorUpdate(CustomOptimizer optimizer, ParameterInfo parameter, in UpdateTask task)
    {
        _optimizer = optimizer;
        Parameter = parameter;
        Weights = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref task.Weights, parameter.Offset), parameter.Length);
        Gradient = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref task.Gradients, parameter.Offset), parameter.Length);
        LearningRate = (float)task.LearningRate;
        WeightDecay = (float)task.WeightDecay;
        Step = task.Step;
    }

    /// <summary>The tensor's name, role and shape. Row r, column c is at index r·<c>RowStride</c> + c·<c>ColumnStride</c>.</summary>
    public ParameterInfo Parameter { get; }

    /// <summary>The values to change, padding included.</summary>
    public Span<float> Weights { get; }

    /// <summary>The gradient of the loss, after clipping.</summary>
    public ReadOnlySpan<float> Gradient { get; }

    /// <summary>The learning rate that holds for the tensor, its group's scale included.</summary>
    public float LearningRate { get; }

    /// <summary>The weight decay that holds for the tensor: 0 for what is not a weight matrix unless a group says otherwise.</summary>
    public float WeightDecay { get; }

    /// <summary>The number of this step, from 1.</summary>
    public long Step { get; }

    /// <summary>What the optimizer remembers of the tensor; the index is that of the name given to the constructor.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such state.</exception>
    public Span<float> State(int index) => _optimizer.State(index).Span.Slice(Parameter.Offset, Parameter.Length);
}
