using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// One step of a simple recurrent layer (Elman 1990; PyTorch <c>RNN</c>) for all rows of a batch, called by generated code between the
/// matrix products. A row holds <c>stride</c> floats, the units padded to a multiple of 16. The same bits at every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SimpleRNNKernels
{
    /// <summary>h = tanh(z + u) or max(0, z + u), with u = h'·U. A row of batch whose sequence is over gets zeros.</summary>
    /// <param name="values">z = x·W + b before, h after.</param>
    /// <param name="valueRow">The distance between its rows.</param>
    /// <param name="recurrent">u, with rows <paramref name="stride"/> apart; null for the zero state.</param>
    /// <param name="hidden">Receives h for the next step; null after the last.</param>
    /// <param name="hiddenRow">The distance between its rows.</param>
    /// <param name="output">Receives h; null where the layer's output does not hold this step.</param>
    /// <param name="outputRow">The distance between its rows.</param>
    /// <param name="lengths">The steps of each row; null when all are real.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="rectify">max(0, ·) instead of tanh.</param>
    /// <param name="rows">The batch.</param>
    /// <param name="stride">The padded units.</param>
    public static void Forward(
        ref float values, nint valueRow, ref float recurrent, ref float hidden, nint hiddenRow, ref float output, nint outputRow,
        ref float lengths, int step, bool rectify, int rows, int stride)
    {
        if (Lanes512.IsSupported)
        {
            Forward<Lanes512>(ref values, valueRow, ref recurrent, ref hidden, hiddenRow, ref output, outputRow, ref lengths, step, rectify, rows, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Forward<Lanes256>(ref values, valueRow, ref recurrent, ref hidden, hiddenRow, ref output, outputRow, ref lengths, step, rectify, rows, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Forward<Lanes128>(ref values, valueRow, ref recurrent, ref hidden, hiddenRow, ref output, outputRow, ref lengths, step, rectify, rows, stride);
        }
        else
        {
            Forward<LanesScalar>(ref values, valueRow, ref recurrent, ref hidden, hiddenRow, ref output, outputRow, ref lengths, step, rectify, rows, stride);
        }
    }

    /// <summary>The gradient of one step: dh += dy; dz = dh·(1 - h²), or dh where h &gt; 0.</summary>
    /// <param name="values">h before, dz after.</param>
    /// <param name="valueRow">The distance between its rows.</param>
    /// <param name="dOutput">dy, the gradient that this step's output gets; null for none.</param>
    /// <param name="dOutputRow">The distance between its rows.</param>
    /// <param name="dHidden">The gradient of h that comes from the next step before, all of it after; rows <paramref name="stride"/> apart.</param>
    /// <param name="lengths">The steps of each row; null when all are real.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="rectify">max(0, ·) instead of tanh.</param>
    /// <param name="rows">The batch.</param>
    /// <param name="stride">The padded units.</param>
    public static void Backward(
        ref float values, nint valueRow, ref float dOutput, nint dOutputRow, ref float dHidden, ref float lengths, int step, bool rectify, int rows, int stride)
    {
        if (Lanes512.IsSupported)
        {
            Backward<Lanes512>(ref values, valueRow, ref dOutput, dOutputRow, ref dHidden, ref lengths, step, rectify, rows, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Backward<Lanes256>(ref values, valueRow, ref dOutput, dOutputRow, ref dHidden, ref lengths, step, rectify, rows, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Backward<Lanes128>(ref values, valueRow, ref dOutput, dOutputRow, ref dHidden, ref lengths, step, rectify, rows, stride);
        }
        else
        {
            Backward<LanesScalar>(ref values, valueRow, ref dOutput, dOutputRow, ref dHidden, ref lengths, step, rectify, rows, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Forward<V>(
        ref float values, nint valueRow, ref float recurrent, ref float hidden, nint hiddenRow, ref float output, nint outputRow,
        ref float lengths, int step, bool rectify, int rows, int stride)
        where V : struct, ILanes<V>
    {
        V zero = V.Create(0f);
        for (nint row = 0; row < rows; row++)
        {
            ref float z = ref Unsafe.Add(ref values, row * valueRow);
            ref float u = ref StepMask.Row(ref recurrent, row * stride);
            ref float next = ref StepMask.Row(ref hidden, row * hiddenRow);
            ref float y = ref StepMask.Row(ref output, row * outputRow);
            if (StepMask.IsPadding(ref lengths, row, step))
            {
                RowPadding.Clear(ref z, 0, stride);
                StepMask.Clear(ref next, stride);
                StepMask.Clear(ref y, stride);
                continue;
            }

            for (nint j = 0; j < stride; j += V.Count)
            {
                V sum = V.Load(ref z, (nuint)j) + (Unsafe.IsNullRef(ref u) ? zero : V.Load(ref u, (nuint)j));
                V h = rectify ? VectorMath.Max(sum, zero) : VectorMath.Tanh(sum);
                h.Store(ref z, (nuint)j);
                if (!Unsafe.IsNullRef(ref next))
                {
                    h.Store(ref next, (nuint)j);
                }

                if (!Unsafe.IsNullRef(ref y))
                {
                    h.Store(ref y, (nuint)j);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Backward<V>(
        ref float values, nint valueRow, ref float dOutput, nint dOutputRow, ref float dHidden, ref float lengths, int step, bool rectify, int rows, int stride)
        where V : struct, ILanes<V>
    {
        V one = V.Create(1f);
        V zero = V.Create(0f);
        for (nint row = 0; row < rows; row++)
        {
            ref float z = ref Unsafe.Add(ref values, row * valueRow);
            ref float dy = ref StepMask.Row(ref dOutput, row * dOutputRow);
            ref float dh = ref Unsafe.Add(ref dHidden, row * stride);
            if (StepMask.IsPadding(ref lengths, row, step))
            {
                RowPadding.Clear(ref z, 0, stride);
                RowPadding.Clear(ref dh, 0, stride);
                continue;
            }

            for (nint j = 0; j < stride; j += V.Count)
            {
                V h = V.Load(ref z, (nuint)j);
                V d = V.Load(ref dh, (nuint)j);
                if (!Unsafe.IsNullRef(ref dy))
                {
                    d += V.Load(ref dy, (nuint)j);
                    d.Store(ref dh, (nuint)j);
                }

                (rectify ? V.WhereGreater(h, zero, d, zero) : d * V.FusedMultiplyAdd(-h, h, one)).Store(ref z, (nuint)j);
            }
        }
    }
}
