using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>The arrays an update walks, from their first floats on.</summary>
internal readonly ref struct UpdateArrays
{
    /// <param name="task">Where they lie.</param>
    /// <param name="states">The number of states in use; the others alias the weights and are not touched.</param>
    public UpdateArrays(in UpdateTask task, int states)
    {
        Weights = ref task.Weights;
        Gradients = ref task.Gradients;
        Destination = ref task.Destination;
        Previous = ref task.Scratch;
        Sums = ref Unsafe.Add(ref task.Scratch, ElementwiseUpdate.SumsOffset);
        S0 = ref states > 0 ? ref task.State(0) : ref task.Weights;
        S1 = ref states > 1 ? ref task.State(1) : ref task.Weights;
        S2 = ref states > 2 ? ref task.State(2) : ref task.Weights;
        S3 = ref states > 3 ? ref task.State(3) : ref task.Weights;
    }

    /// <summary>The weights.</summary>
    public readonly ref float Weights;

    /// <summary>The gradients.</summary>
    public readonly ref float Gradients;

    /// <summary>Where the new weights go.</summary>
    public readonly ref float Destination;

    /// <summary>Room for the weights of one block, or of the tensors of one call, before their update.</summary>
    public readonly ref float Previous;

    /// <summary>Room for the <see cref="UpdateSums"/> of the tensors of one call.</summary>
    public readonly ref float Sums;

    /// <summary>The first state.</summary>
    public readonly ref float S0;

    /// <summary>The second state.</summary>
    public readonly ref float S1;

    /// <summary>The third state.</summary>
    public readonly ref float S2;

    /// <summary>The fourth state.</summary>
    public readonly ref float S3;
}
