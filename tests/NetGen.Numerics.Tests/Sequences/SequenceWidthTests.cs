using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Every register width of the kernels of sequences gives the bits of scalar code.</summary>
public class SequenceWidthTests
{
    private const int Rows = 3;

    public static TheoryData<string> Kernels => ["LSTM", "GRU", "tanh", "ReLU", "attention", "embedding", "positions", "mean", "maximum"];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void EveryWidthGivesTheScalarBits(string kernel)
    {
        for (int units = 1; units <= 67; units++)
        {
            float[] expected = Run<LanesScalar>(kernel, units);
            NumericAssert.SameBits(expected, Run<Lanes128>(kernel, units), $"{kernel} {units} 128 bits");
            NumericAssert.SameBits(expected, Run<Lanes256>(kernel, units), $"{kernel} {units} 256 bits");
            NumericAssert.SameBits(expected, Run<Lanes512>(kernel, units), $"{kernel} {units} 512 bits");
        }
    }

    private static float[] Run<V>(string kernel, int units)
        where V : struct, ILanes<V> => kernel switch
        {
            "LSTM" => LSTM<V>(units),
            "GRU" => GRU<V>(units),
            "tanh" => SimpleRNN<V>(units, rectify: false),
            "ReLU" => SimpleRNN<V>(units, rectify: true),
            "attention" => Attention<V>(units),
            "embedding" => Embedding<V>(units),
            "mean" => Mean<V>(units),
            "maximum" => Maximum<V>(units),
            _ => Positions<V>(units),
        };

    private static float[] Mean<V>(int units)
        where V : struct, ILanes<V>
    {
        (PaddedMatrix x, PaddedMatrix y, PaddedMatrix dx, PaddedMatrix lengths) = Pooled(units);
        StepPoolingKernels.MeanForward<V>(ref x.Reference, ref y.Reference, ref lengths.Reference, Rows, 4, x.Stride);
        StepPoolingKernels.MeanBackward<V>(ref y.Reference, ref dx.Reference, ref lengths.Reference, Rows, 4, x.Stride);
        return [.. y.All, .. dx.All];
    }

    private static float[] Maximum<V>(int units)
        where V : struct, ILanes<V>
    {
        (PaddedMatrix x, PaddedMatrix y, PaddedMatrix dx, PaddedMatrix lengths) = Pooled(units);
        StepPoolingKernels.MaxForward<V>(ref x.Reference, ref y.Reference, ref lengths.Reference, Rows, 4, x.Stride);
        StepPoolingKernels.MaxBackward<V>(ref x.Reference, ref y.Reference, ref y.Reference, ref dx.Reference, ref lengths.Reference, Rows, 4, x.Stride);
        return [.. y.All, .. dx.All];
    }

    private static (PaddedMatrix X, PaddedMatrix Y, PaddedMatrix Dx, PaddedMatrix Lengths) Pooled(int units)
    {
        PaddedMatrix x = PaddedMatrix.Of(Rows * 4, units, PaddedMatrix.Random(Rows * 4 * units, units));
        return (x, new PaddedMatrix(Rows, units, float.NaN), new PaddedMatrix(Rows * 4, units, float.NaN), PaddedMatrix.Of(Rows, 1, [3, 0, 4]));
    }

    private static float[] LSTM<V>(int units)
        where V : struct, ILanes<V>
    {
        (PaddedMatrix gates, PaddedMatrix recurrent, PaddedMatrix before) =
            (StepKernelTests.Blocks(4, units, 1), StepKernelTests.Blocks(4, units, 2), StepKernelTests.Matrix(units, 3));
        (PaddedMatrix cell, PaddedMatrix squashed, PaddedMatrix hidden) = (StepKernelTests.Output(units), StepKernelTests.Output(units), StepKernelTests.Output(units));
        (PaddedMatrix dHidden, PaddedMatrix dOutput, PaddedMatrix dCell) = (StepKernelTests.Matrix(units, 4), StepKernelTests.Matrix(units, 5), StepKernelTests.Matrix(units, 6));
        int stride = before.Stride;
        ref float none = ref Unsafe.NullRef<float>();
        LSTMKernels.Forward<V>(
            ref gates.Reference, gates.Stride, ref recurrent.Reference, ref before.Reference, stride, ref cell.Reference, ref squashed.Reference, stride,
            ref hidden.Reference, stride, ref none, 0, ref none, 0, Rows, stride);
        float[] forward = [.. gates.All, .. cell.All, .. squashed.All, .. hidden.All];
        LSTMKernels.Backward<V>(
            ref gates.Reference, gates.Stride, ref before.Reference, ref squashed.Reference, stride, ref dOutput.Reference, stride,
            ref dHidden.Reference, ref dCell.Reference, ref none, 0, Rows, stride);
        return [.. forward, .. gates.All, .. dHidden.All, .. dCell.All];
    }

    private static float[] GRU<V>(int units)
        where V : struct, ILanes<V>
    {
        (PaddedMatrix gates, PaddedMatrix recurrent, PaddedMatrix before) =
            (StepKernelTests.Blocks(4, units, 1), StepKernelTests.Blocks(3, units, 2), StepKernelTests.Matrix(units, 3));
        (PaddedMatrix hidden, PaddedMatrix dHidden, PaddedMatrix dOutput, PaddedMatrix dPassed) =
            (StepKernelTests.Output(units), StepKernelTests.Matrix(units, 4), StepKernelTests.Matrix(units, 5), StepKernelTests.Matrix(units, 6));
        int stride = before.Stride;
        ref float none = ref Unsafe.NullRef<float>();
        GRUKernels.Forward<V>(
            ref gates.Reference, gates.Stride, ref recurrent.Reference, ref before.Reference, stride, ref hidden.Reference, stride,
            ref none, 0, ref none, 0, Rows, stride);
        float[] forward = [.. gates.All, .. hidden.All];
        GRUKernels.Backward<V>(
            ref gates.Reference, gates.Stride, ref before.Reference, stride, ref dOutput.Reference, stride, ref dHidden.Reference, ref dPassed.Reference,
            ref none, 0, Rows, stride);
        return [.. forward, .. gates.All, .. dHidden.All, .. dPassed.All];
    }

    private static float[] SimpleRNN<V>(int units, bool rectify)
        where V : struct, ILanes<V>
    {
        (PaddedMatrix values, PaddedMatrix recurrent) = (StepKernelTests.Matrix(units, 1), StepKernelTests.Matrix(units, 2));
        (PaddedMatrix hidden, PaddedMatrix dHidden, PaddedMatrix dOutput) = (StepKernelTests.Output(units), StepKernelTests.Matrix(units, 4), StepKernelTests.Matrix(units, 5));
        int stride = values.Stride;
        ref float none = ref Unsafe.NullRef<float>();
        SimpleRNNKernels.Forward<V>(
            ref values.Reference, stride, ref recurrent.Reference, ref hidden.Reference, stride, ref none, 0, ref none, 0, rectify, Rows, stride);
        SimpleRNNKernels.Backward<V>(
            ref values.Reference, stride, ref dOutput.Reference, stride, ref dHidden.Reference, ref none, 0, rectify, Rows, stride);
        return [.. hidden.All, .. values.All, .. dHidden.All];
    }

    private static float[] Attention<V>(int steps)
        where V : struct, ILanes<V>
    {
        var all = new List<float>();
        foreach ((bool causal, int keys) in ((bool, int)[])[(false, steps), (true, steps), (true, (steps / 2) + 1), (false, 0)])
        {
            PaddedMatrix scores = PaddedMatrix.Of(steps, steps, PaddedMatrix.Random(steps * steps, steps, 3), float.NaN);
            PaddedMatrix delta = PaddedMatrix.Of(steps, steps, PaddedMatrix.Random(steps * steps, steps + 1));
            AttentionKernels.Softmax<V>(ref scores.Reference, 0.3f, causal, keys, steps, scores.Stride);
            AttentionKernels.SoftmaxBackward<V>(ref scores.Reference, ref delta.Reference, 0.3f, steps, scores.Stride);
            all.AddRange(scores.All);
            all.AddRange(delta.All);
        }

        return [.. all];
    }

    private static float[] Embedding<V>(int features)
        where V : struct, ILanes<V>
    {
        PaddedMatrix delta = PaddedMatrix.Of(5, features, PaddedMatrix.Random(5 * features, features));
        PaddedMatrix gradient = new(4, features, float.NaN);
        float[] ids = [2, 0, 2, 2, 3];
        EmbeddingKernels.Backward<V>(ref ids[0], ref delta.Reference, ref gradient.Reference, ids.Length, 4, delta.Stride);
        return gradient.All.ToArray();
    }

    private static float[] Positions<V>(int features)
        where V : struct, ILanes<V>
    {
        PaddedMatrix x = StepKernelTests.Matrix(features, 1);
        PaddedMatrix addend = PaddedMatrix.Of(1, features, PaddedMatrix.Random(features, features));
        SequenceKernels.AddToEach<V>(ref x.Reference, ref addend.Reference, ref x.Reference, Rows, x.Stride);
        return x.All.ToArray();
    }
}
