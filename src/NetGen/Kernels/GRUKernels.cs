using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// One step of a GRU (Cho et al. 2014, in the variant that resets after the recurrent product; PyTorch <c>GRU</c>) for all rows of
/// a batch, called by generated code between the matrix products. A row holds <c>stride</c> floats, the units padded to a multiple
/// of 16. A row of gates holds four of them: candidate n, reset r, update z, and q, the recurrent part of the candidate. So n, r, z
/// lie together for what the input contributed to, and r, z, q for what the state did. The same bits at every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GRUKernels
{
    /// <summary>
    /// r = σ(r + ur), z = σ(z + uz), q = un, n = tanh(n + r·q), h = (1 - z)·n + z·h', with u = h'·U + c. A row of batch whose sequence
    /// is over gets zeros.
    /// </summary>
    /// <param name="gates">x·W + b of n, r, z before; n, r, z, q after.</param>
    /// <param name="gateRow">The distance between rows of gates.</param>
    /// <param name="recurrent">u of r, z, n, with rows 3·stride apart.</param>
    /// <param name="previous">h'.</param>
    /// <param name="previousRow">The distance between its rows.</param>
    /// <param name="hidden">Receives h for the next step; null after the last.</param>
    /// <param name="hiddenRow">The distance between its rows.</param>
    /// <param name="output">Receives h; null where the layer's output does not hold this step.</param>
    /// <param name="outputRow">The distance between its rows.</param>
    /// <param name="lengths">The steps of each row; null when all are real.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="rows">The batch.</param>
    /// <param name="stride">The padded units.</param>
    public static void Forward(
        ref float gates, nint gateRow, ref float recurrent, ref float previous, nint previousRow,
        ref float hidden, nint hiddenRow, ref float output, nint outputRow, ref float lengths, int step, int rows, int stride)
    {
        if (Lanes512.IsSupported)
        {
            Forward<Lanes512>(
                ref gates, gateRow, ref recurrent, ref previous, previousRow, ref hidden, hiddenRow, ref output, outputRow, ref lengths, step, rows, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Forward<Lanes256>(
                ref gates, gateRow, ref recurrent, ref previous, previousRow, ref hidden, hiddenRow, ref output, outputRow, ref lengths, step, rows, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Forward<Lanes128>(
                ref gates, gateRow, ref recurrent, ref previous, previousRow, ref hidden, hiddenRow, ref output, outputRow, ref lengths, step, rows, stride);
        }
        else
        {
            Forward<LanesScalar>(
                ref gates, gateRow, ref recurrent, ref previous, previousRow, ref hidden, hiddenRow, ref output, outputRow, ref lengths, step, rows, stride);
        }
    }

    /// <summary>
    /// The gradient of one step: dh += dy, then that of what the gates were computed from. The part of h' that the update gate passes
    /// on, dh·z, is left in <paramref name="dPassed"/>; the recurrent product adds the rest.
    /// </summary>
    /// <param name="gates">n, r, z, q before; the gradients of n, r, z and q after.</param>
    /// <param name="gateRow">The distance between rows of gates.</param>
    /// <param name="previous">h'.</param>
    /// <param name="previousRow">The distance between its rows.</param>
    /// <param name="dOutput">dy, the gradient that this step's output gets; null for none.</param>
    /// <param name="dOutputRow">The distance between its rows.</param>
    /// <param name="dHidden">The gradient of h through the recurrent product of the next step before; all of it after; rows <paramref name="stride"/> apart.</param>
    /// <param name="dPassed">dh·z of the next step before, of this one after; rows <paramref name="stride"/> apart.</param>
    /// <param name="lengths">The steps of each row; null when all are real.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="rows">The batch.</param>
    /// <param name="stride">The padded units.</param>
    public static void Backward(
        ref float gates, nint gateRow, ref float previous, nint previousRow, ref float dOutput, nint dOutputRow,
        ref float dHidden, ref float dPassed, ref float lengths, int step, int rows, int stride)
    {
        if (Lanes512.IsSupported)
        {
            Backward<Lanes512>(
                ref gates, gateRow, ref previous, previousRow, ref dOutput, dOutputRow, ref dHidden, ref dPassed, ref lengths, step, rows, stride);
        }
        else if (Lanes256.IsSupported)
        {
            Backward<Lanes256>(
                ref gates, gateRow, ref previous, previousRow, ref dOutput, dOutputRow, ref dHidden, ref dPassed, ref lengths, step, rows, stride);
        }
        else if (Lanes128.IsSupported)
        {
            Backward<Lanes128>(
                ref gates, gateRow, ref previous, previousRow, ref dOutput, dOutputRow, ref dHidden, ref dPassed, ref lengths, step, rows, stride);
        }
        else
        {
            Backward<LanesScalar>(
                ref gates, gateRow, ref previous, previousRow, ref dOutput, dOutputRow, ref dHidden, ref dPassed, ref lengths, step, rows, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Forward<V>(
        ref float gates, nint gateRow, ref float recurrent, ref float previous, nint previousRow,
        ref float hidden, nint hiddenRow, ref float output, nint outputRow, ref float lengths, int step, int rows, int stride)
        where V : struct, ILanes<V>
    {
        V one = V.Create(1f);
        for (nint row = 0; row < rows; row++)
        {
            ref float gate = ref Unsafe.Add(ref gates, row * gateRow);
            ref float u = ref Unsafe.Add(ref recurrent, row * 3 * stride);
            ref float before = ref Unsafe.Add(ref previous, row * previousRow);
            ref float next = ref StepMask.Row(ref hidden, row * hiddenRow);
            ref float y = ref StepMask.Row(ref output, row * outputRow);
            if (StepMask.IsPadding(ref lengths, row, step))
            {
                RowPadding.Clear(ref gate, 0, 4 * stride);
                StepMask.Clear(ref next, stride);
                StepMask.Clear(ref y, stride);
                continue;
            }

            for (nint j = 0; j < stride; j += V.Count)
            {
                V r = VectorMath.Sigmoid(V.Load(ref gate, (nuint)(j + stride)) + V.Load(ref u, (nuint)j));
                V z = VectorMath.Sigmoid(V.Load(ref gate, (nuint)(j + (2 * stride))) + V.Load(ref u, (nuint)(j + stride)));
                V q = V.Load(ref u, (nuint)(j + (2 * stride)));
                V n = VectorMath.Tanh(V.FusedMultiplyAdd(r, q, V.Load(ref gate, (nuint)j)));
                V old = V.Load(ref before, (nuint)j);
                V h = V.FusedMultiplyAdd(z, old, (one - z) * n);
                n.Store(ref gate, (nuint)j);
                r.Store(ref gate, (nuint)(j + stride));
                z.Store(ref gate, (nuint)(j + (2 * stride)));
                q.Store(ref gate, (nuint)(j + (3 * stride)));
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
        ref float gates, nint gateRow, ref float previous, nint previousRow, ref float dOutput, nint dOutputRow,
        ref float dHidden, ref float dPassed, ref float lengths, int step, int rows, int stride)
        where V : struct, ILanes<V>
    {
        V one = V.Create(1f);
        for (nint row = 0; row < rows; row++)
        {
            ref float gate = ref Unsafe.Add(ref gates, row * gateRow);
            ref float before = ref Unsafe.Add(ref previous, row * previousRow);
            ref float dy = ref StepMask.Row(ref dOutput, row * dOutputRow);
            ref float dh = ref Unsafe.Add(ref dHidden, row * stride);
            ref float passed = ref Unsafe.Add(ref dPassed, row * stride);
            if (StepMask.IsPadding(ref lengths, row, step))
            {
                RowPadding.Clear(ref gate, 0, 4 * stride);
                RowPadding.Clear(ref dh, 0, stride);
                RowPadding.Clear(ref passed, 0, stride);
                continue;
            }

            for (nint j = 0; j < stride; j += V.Count)
            {
                V n = V.Load(ref gate, (nuint)j);
                V r = V.Load(ref gate, (nuint)(j + stride));
                V z = V.Load(ref gate, (nuint)(j + (2 * stride)));
                V q = V.Load(ref gate, (nuint)(j + (3 * stride)));
                V old = V.Load(ref before, (nuint)j);
                V h = V.Load(ref dh, (nuint)j) + V.Load(ref passed, (nuint)j);
                if (!Unsafe.IsNullRef(ref dy))
                {
                    h += V.Load(ref dy, (nuint)j);
                }

                V keep = one - z;
                V dn = h * keep * V.FusedMultiplyAdd(-n, n, one);
                h.Store(ref dh, (nuint)j);
                (h * z).Store(ref passed, (nuint)j);
                dn.Store(ref gate, (nuint)j);
                (dn * q * (r * (one - r))).Store(ref gate, (nuint)(j + stride));
                (h * (old - n) * (z * keep)).Store(ref gate, (nuint)(j + (2 * stride)));
                (dn * r).Store(ref gate, (nuint)(j + (3 * stride)));
            }
        }
    }
}
