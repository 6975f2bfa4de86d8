using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>A row times a large matrix: the bits of sums over k in ascending order, at all widths.</summary>
public class RowProductKernelTests
{
    [Theory]
    [InlineData(1, 16, 16, 1, true)]
    [InlineData(3, 16, 32, 1, false)]
    [InlineData(4, 48, 48, 2, true)]
    [InlineData(7, 272, 288, 1, false)]
    [InlineData(130, 80, 80, 3, true)]
    public void IsTheSumInOrder(int depth, int columns, int stride, int step, bool hasStart)
    {
        float[] a = TestValues.Normal(depth * step, 1);
        float[] b = TestValues.Normal(depth * stride, 2);
        float[] start = TestValues.Normal(columns, 3);
        float[] expected = [.. Enumerable.Range(0, columns).Select(n =>
        {
            float sum = hasStart ? start[n] : 0;
            for (int k = 0; k < depth; k++)
            {
                sum = MathF.FusedMultiplyAdd(a[k * step], b[(k * stride) + n], sum);
            }

            return sum;
        })];
        Check<LanesScalar>();
        Check<Lanes128>();
        Check<Lanes256>();
        Check<Lanes512>();

        void Check<V>()
            where V : struct, ILanes<V>
        {
            float[] actual = new float[columns];
            actual.AsSpan().Fill(float.NaN);
            ref float first = ref hasStart ? ref start[0] : ref Unsafe.NullRef<float>();
            RowProductKernel.Run<V>(ref a[0], step, ref b[0], stride, ref actual[0], ref first, columns, depth);
            NumericAssert.SameBits(expected, actual, typeof(V).Name);
        }
    }
}
