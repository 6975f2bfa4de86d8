using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// One step of an LSTM (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000; PyTorch <c>LSTM</c>) for all
/// rows of a batch, called by generated code between the matrix products. A row holds <c>stride</c> floats, the units padded to
/// a multiple of 16; a row of gates holds four of them: input i, forget f, candidate g, output o. The same bits at every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LSTMKernels
{
    /// <summary>
    /// i = σ(z), f = σ(z), g = tanh(z), o = σ(z) with z = gates + recurrent; c = f·c' + i·g; h = o·tanh(c). A row of batch whose
    /// sequence is over gets zeros.
    /// </summary>
    /// <param name="gates">x·W + b before, the four gates after.</param>
    /// <param name="gateRow">The distance between rows of gates.</param>
    /// <param name="recurrent">h'·U, with rows 4·stride apart; null for the zero state.</param>
    /// <param name="previousCell">c'; null for the zero state.</param>
    /// <param name="previousCellRow">The distance between its rows.</param>
    /// <param name="cell">Receives c.</param>
    /// <param name="squashed">Receives tanh(c), for the backward step.</param>
    /// <param name="cellRow">The distance between rows of both.</param>
    /// <param name="hidden">Receives h for the next step; null after the last.</param>
    /// <param name="hiddenRow">The distance between its rows.</param>
    /// <param name="output">Receives h; null where the layer's output does not hold this step.</param>
    /// <param name="outputRow">The distance between its rows.</param>
    /// <param name="lengths">The steps of each row; null when all are real.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="rows">The batch.</param>
    /// <param name="stride">The padded units.</param>
    public static void Forward(
        ref float gates, nint gateRow, ref float recurrent, ref float previousCell, nint previousCellRow, ref float cell, ref float squashed, nint cellRow,
        ref float hidden, nint hiddenRow, ref float output, nint outputRow, ref float lengths, int step, int rows, int stride)
    {
        if (Lanes512.IsSupported)
        {
            Forward<Lanes512>(
                ref gates, gateRow, ref recurrent, ref previousCell, previousCellRow, ref cell, ref squashed, cellRow,
                ref hidden, hiddenRow, ref output, outputRow, ref lengths, step, rows, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Forward<Lanes256>(
                ref gates, gateRow, ref recurrent, ref previousCell, previousCellRow, ref cell, ref squashed, cellRow,
                ref hidden, hiddenRow, ref output, outputRow, ref lengths, step, rows, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Forward<Lanes128>(
                ref gates, gateRow, ref recurrent, ref previousCell, previousCellRow, ref cell, ref squashed, cellRow,
                ref hidden, hiddenRow, ref output, outputRow, ref lengths, step, rows, stride);
        }
        else
        {
            Forward<LanesScalar>(
                ref gates, gateRow, ref recurrent, ref previousCell, previousCellRow, ref cell, ref squashed, cellRow,
                ref hidden, hiddenRow, ref output, outputRow, ref lengths, step, rows, stride);
        }
    }

    /// <summary>
    /// The gradient of one step: dh += dy; dc += dh·o·(1 - tanh²(c)); then that of z for the four gates, and dc·f for the step before.
    /// </summary>
    /// <param name="gates">The four gates before, the gradient of z after.</param>
    /// <param name="gateRow">The distance between rows of gates.</param>
    /// <param name="previousCell">c'; null for the zero state.</param>
    /// <param name="squashed">tanh(c).</param>
    /// <param name="cellRow">The distance between rows of both.</param>
    /// <param name="dOutput">dy, the gradient that this step's output gets; null for none.</param>
    /// <param name="dOutputRow">The distance between its rows.</param>
    /// <param name="dHidden">The gradient of h that comes from the next step before, all of it after; rows <paramref name="stride"/> apart.</param>
    /// <param name="dCell">The gradient of c that comes from the next step before, that of c' after; rows <paramref name="stride"/> apart.</param>
    /// <param name="lengths">The steps of each row; null when all are real.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="rows">The batch.</param>
    /// <param name="stride">The padded units.</param>
    public static void Backward(
        ref float gates, nint gateRow, ref float previousCell, ref float squashed, nint cellRow, ref float dOutput, nint dOutputRow,
        ref float dHidden, ref float dCell, ref float lengths, int step, int rows, int stride)
    {
        if (Lanes512.IsSupported)
        {
            Backward<Lanes512>(
                ref gates, gateRow, ref previousCell, ref squashed, cellRow, ref dOutput, dOutputRow, ref dHidden, ref dCell, ref lengths, step, rows, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Backward<Lanes256>(
                ref gates, gateRow, ref previousCell, ref squashed, cellRow, ref dOutput, dOutputRow, ref dHidden, ref dCell, ref lengths, step, rows, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Backward<Lanes128>(
                ref gates, gateRow, ref previousCell, ref squashed, cellRow, ref dOutput, dOutputRow, ref dHidden, ref dCell, ref lengths, step, rows, stride);
        }
        else
        {
            Backward<LanesScalar>(
                ref gates, gateRow, ref previousCell, ref squashed, cellRow, ref dOutput, dOutputRow, ref dHidden, ref dCell, ref lengths, step, rows, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Forward<V>(
        ref float gates, nint gateRow, ref float recurrent, ref float previousCell, nint previousCellRow, ref float cell, ref float squashed, nint cellRow,
        ref float hidden, nint hiddenRow, ref float output, nint outputRow, ref float lengths, int step, int rows, int stride)
        where V : struct, ILanes<V>
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float z = ref Unsafe.Add(ref gates, row * gateRow);
            ref float u = ref StepMask.Row(ref recurrent, row * 4 * stride);
            ref float before = ref StepMask.Row(ref previousCell, row * previousCellRow);
            ref float c = ref Unsafe.Add(ref cell, row * cellRow);
            ref float tanh = ref Unsafe.Add(ref squashed, row * cellRow);
            ref float next = ref StepMask.Row(ref hidden, row * hiddenRow);
            ref float y = ref StepMask.Row(ref output, row * outputRow);
            if (StepMask.IsPadding(ref lengths, row, step))
            {
                RowPadding.Clear(ref z, 0, 4 * stride);
                RowPadding.Clear(ref c, 0, stride);
                RowPadding.Clear(ref tanh, 0, stride);
                StepMask.Clear(ref next, stride);
                StepMask.Clear(ref y, stride);
                continue;
            }

            Gates<V>(ref z, ref u, stride);
            for (nint j = 0; j < stride; j += V.Count)
            {
                V i = V.Load(ref z, (nuint)j);
                V f = V.Load(ref z, (nuint)(j + stride));
                V g = V.Load(ref z, (nuint)(j + (2 * stride)));
                V o = V.Load(ref z, (nuint)(j + (3 * stride)));
                V old = Unsafe.IsNullRef(ref before) ? V.Create(0f) : V.Load(ref before, (nuint)j);
                V sum = V.FusedMultiplyAdd(f, old, i * g);
                V limited = VectorMath.Tanh(sum);
                V h = o * limited;
                sum.Store(ref c, (nuint)j);
                limited.Store(ref tanh, (nuint)j);
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

    /// <summary>z = σ(z + u), but tanh for the third quarter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gates<V>(ref float z, ref float u, int stride)
        where V : struct, ILanes<V>
    {
        V zero = V.Create(0f);

        // The sigmoid stands once in the code, for input and forget gate and then the output gate: the first step waits for the compiler.
        for (nint first = 0; first < 4 * stride; first += 3 * stride)
        {
            nint end = first == 0 ? 2 * stride : 4 * stride;
            for (nint j = first; j < end; j += V.Count)
            {
                V more = Unsafe.IsNullRef(ref u) ? zero : V.Load(ref u, (nuint)j);
                VectorMath.Sigmoid(V.Load(ref z, (nuint)j) + more).Store(ref z, (nuint)j);
            }
        }

        for (nint j = 2 * stride; j < 3 * stride; j += V.Count)
        {
            V more = Unsafe.IsNullRef(ref u) ? zero : V.Load(ref u, (nuint)j);
            VectorMath.Tanh(V.Load(ref z, (nuint)j) + more).Store(ref z, (nuint)j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Backward<V>(
        ref float gates, nint gateRow, ref float previousCell, ref float squashed, nint cellRow, ref float dOutput, nint dOutputRow,
        ref float dHidden, ref float dCell, ref float lengths, int step, int rows, int stride)
        where V : struct, ILanes<V>
    {
        V one = V.Create(1f);
        V zero = V.Create(0f);
        for (nint row = 0; row < rows; row++)
        {
            ref float z = ref Unsafe.Add(ref gates, row * gateRow);
            ref float before = ref StepMask.Row(ref previousCell, row * cellRow);
            ref float tanh = ref Unsafe.Add(ref squashed, row * cellRow);
            ref float dy = ref StepMask.Row(ref dOutput, row * dOutputRow);
            ref float dh = ref Unsafe.Add(ref dHidden, row * stride);
            ref float dc = ref Unsafe.Add(ref dCell, row * stride);
            if (StepMask.IsPadding(ref lengths, row, step))
            {
                RowPadding.Clear(ref z, 0, 4 * stride);
                RowPadding.Clear(ref dh, 0, stride);
                RowPadding.Clear(ref dc, 0, stride);
                continue;
            }

            for (nint j = 0; j < stride; j += V.Count)
            {
                V i = V.Load(ref z, (nuint)j);
                V f = V.Load(ref z, (nuint)(j + stride));
                V g = V.Load(ref z, (nuint)(j + (2 * stride)));
                V o = V.Load(ref z, (nuint)(j + (3 * stride)));
                V t = V.Load(ref tanh, (nuint)j);
                V old = Unsafe.IsNullRef(ref before) ? zero : V.Load(ref before, (nuint)j);
                V h = V.Load(ref dh, (nuint)j);
                if (!Unsafe.IsNullRef(ref dy))
                {
                    h += V.Load(ref dy, (nuint)j);
                    h.Store(ref dh, (nuint)j);
                }

                V c = V.FusedMultiplyAdd(h * o, V.FusedMultiplyAdd(-t, t, one), V.Load(ref dc, (nuint)j));
                (c * g * (i * (one - i))).Store(ref z, (nuint)j);
                (c * old * (f * (one - f))).Store(ref z, (nuint)(j + stride));
                (c * i * V.FusedMultiplyAdd(-g, g, one)).Store(ref z, (nuint)(j + (2 * stride)));
                (h * t * (o * (one - o))).Store(ref z, (nuint)(j + (3 * stride)));
                (c * f).Store(ref dc, (nuint)j);
            }
        }
    }
}
