using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <content>The kernels for one sample, at any register width.</content>
public sealed partial class Pooling
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal void MaxForward<V>(ref float sample, ref float result)
        where V : struct, ILanes<V>
    {
        ref int ends = ref _windows.Ends;
        ref int inputs = ref _windows.A;
        nint windows = _windows.Rows, stride = _stride, first = 0;
        for (nint window = 0; window < windows; window++)
        {
            nint end = Unsafe.Add(ref ends, window);
            for (nint n = 0; n < stride; n += V.Count)
            {
                V largest = V.Load(ref Unsafe.Add(ref sample, Unsafe.Add(ref inputs, first)), (nuint)n);
                for (nint j = first + 1; j < end; j++)
                {
                    largest = VectorMath.Max(largest, V.Load(ref Unsafe.Add(ref sample, Unsafe.Add(ref inputs, j)), (nuint)n));
                }

                largest.Store(ref result, (nuint)n);
            }

            first = end;
            result = ref Unsafe.Add(ref result, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal void RectifiedMaxForward<V>(ref float sample, ref float activation, ref float result)
        where V : struct, ILanes<V>
    {
        ref int ends = ref _windows.Ends;
        ref int inputs = ref _windows.A;
        nint windows = _windows.Rows, stride = _stride, first = 0;
        V zero = V.Create(0);
        for (nint window = 0; window < windows; window++)
        {
            nint end = Unsafe.Add(ref ends, window);
            for (nint n = 0; n < stride; n += V.Count)
            {
                nint input = Unsafe.Add(ref inputs, first);
                V largest = VectorMath.Max(V.Load(ref Unsafe.Add(ref sample, input), (nuint)n), zero);
                largest.Store(ref Unsafe.Add(ref activation, input), (nuint)n);
                for (nint j = first + 1; j < end; j++)
                {
                    input = Unsafe.Add(ref inputs, j);
                    V a = VectorMath.Max(V.Load(ref Unsafe.Add(ref sample, input), (nuint)n), zero);
                    a.Store(ref Unsafe.Add(ref activation, input), (nuint)n);
                    largest = VectorMath.Max(largest, a);
                }

                largest.Store(ref result, (nuint)n);
            }

            first = end;
            result = ref Unsafe.Add(ref result, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal void RoutedMaxForward<V>(ref float sample, ref float result, ref float origins, bool isRectified)
        where V : struct, ILanes<V>
    {
        ref int ends = ref _windows.Ends;
        ref int inputs = ref _windows.A;
        ref int positions = ref _windows.B;
        nint windows = _windows.Rows, stride = _stride, first = 0;
        V zero = V.Create(0);
        for (nint window = 0; window < windows; window++)
        {
            nint end = Unsafe.Add(ref ends, window);
            for (nint n = 0; n < stride; n += V.Count)
            {
                // Positions are integers, which lanes select as any bits.
                V largest = V.Load(ref Unsafe.Add(ref sample, Unsafe.Add(ref inputs, first)), (nuint)n);
                V origin = V.Create(Unsafe.As<int, float>(ref Unsafe.Add(ref positions, first)));
                for (nint j = first + 1; j < end; j++)
                {
                    V x = V.Load(ref Unsafe.Add(ref sample, Unsafe.Add(ref inputs, j)), (nuint)n);
                    origin = V.WhereGreater(x, largest, V.Create(Unsafe.As<int, float>(ref Unsafe.Add(ref positions, j))), origin);
                    largest = VectorMath.Max(largest, x);
                }

                (isRectified ? VectorMath.Max(largest, zero) : largest).Store(ref result, (nuint)n);
                origin.Store(ref origins, (nuint)n);
            }

            first = end;
            result = ref Unsafe.Add(ref result, stride);
            origins = ref Unsafe.Add(ref origins, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void RoutedRectifiedMaxBackward<V>(ref float result, ref float gradient, nint length)
        where V : struct, ILanes<V>
    {
        V zero = V.Create(0);
        for (nint i = 0; i < length; i += V.Count)
        {
            V.WhereGreater(V.Load(ref result, (nuint)i), zero, V.Load(ref gradient, (nuint)i), zero).Store(ref gradient, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal void MaxBackward<V>(ref float sample, ref float result, ref float resultGradient, ref float gradient, bool isRectified)
        where V : struct, ILanes<V>
    {
        ref int ends = ref _windows.Ends;
        ref int inputs = ref _windows.A;
        nint windows = _windows.Rows, stride = _stride, first = 0;
        bool adds = !_covers;
        V zero = V.Create(0);
        for (nint window = 0; window < windows; window++)
        {
            nint end = Unsafe.Add(ref ends, window);
            for (nint n = 0; n < stride; n += V.Count)
            {
                // What is left to give; the first that reaches the maximum takes it.
                V left = V.Load(ref resultGradient, (nuint)n);
                V largest = V.Load(ref result, (nuint)n);
                if (isRectified)
                {
                    left = V.WhereGreater(largest, zero, left, zero);
                }

                for (nint j = first; j < end; j++)
                {
                    nint input = Unsafe.Add(ref inputs, j);
                    V x = V.Load(ref Unsafe.Add(ref sample, input), (nuint)n);
                    ref float target = ref Unsafe.Add(ref gradient, input);
                    V taken = V.WhereGreaterOrEqual(x, largest, left, zero);
                    left = V.WhereGreaterOrEqual(x, largest, zero, left);
                    (adds ? V.Load(ref target, (nuint)n) + taken : taken).Store(ref target, (nuint)n);
                }
            }

            first = end;
            result = ref Unsafe.Add(ref result, stride);
            resultGradient = ref Unsafe.Add(ref resultGradient, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal void AverageForward<V>(ref float sample, ref float result)
        where V : struct, ILanes<V>
    {
        ref int ends = ref _windows.Ends;
        ref int inputs = ref _windows.A;
        ref int counts = ref MemoryMarshal.GetArrayDataReference(_counts);
        nint windows = _windows.Rows, stride = _stride, first = 0;
        for (nint window = 0; window < windows; window++)
        {
            nint end = Unsafe.Add(ref ends, window);
            V count = V.Create(Unsafe.Add(ref counts, window));
            for (nint n = 0; n < stride; n += V.Count)
            {
                V sum = V.Create(0);
                for (nint j = first; j < end; j++)
                {
                    sum += V.Load(ref Unsafe.Add(ref sample, Unsafe.Add(ref inputs, j)), (nuint)n);
                }

                (sum / count).Store(ref result, (nuint)n);
            }

            first = end;
            result = ref Unsafe.Add(ref result, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal void AverageBackward<V>(ref float resultGradient, ref float gradient)
        where V : struct, ILanes<V>
    {
        ref int ends = ref _windows.Ends;
        ref int inputs = ref _windows.A;
        ref int counts = ref MemoryMarshal.GetArrayDataReference(_counts);
        nint windows = _windows.Rows, stride = _stride, first = 0;
        bool adds = !_covers;
        for (nint window = 0; window < windows; window++)
        {
            nint end = Unsafe.Add(ref ends, window);
            V count = V.Create(Unsafe.Add(ref counts, window));
            for (nint n = 0; n < stride; n += V.Count)
            {
                V share = V.Load(ref resultGradient, (nuint)n) / count;
                for (nint j = first; j < end; j++)
                {
                    ref float target = ref Unsafe.Add(ref gradient, Unsafe.Add(ref inputs, j));
                    (adds ? V.Load(ref target, (nuint)n) + share : share).Store(ref target, (nuint)n);
                }
            }

            first = end;
            resultGradient = ref Unsafe.Add(ref resultGradient, stride);
        }
    }
}
