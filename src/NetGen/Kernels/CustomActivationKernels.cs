using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// Activations of the user's own, one value at a time, called by generated code. Matrices are [rows, columns] with rows
/// <c>stride</c> floats apart; the padding of results is written as zero, whatever the activation makes of zero.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CustomActivationKernels
{
    /// <summary>y = f(x). x and y may be the same memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward<T>(ref float x, ref float y, int rows, int columns, int stride)
        where T : struct, IActivation
    {
        for (int row = 0; row < rows; row++)
        {
            ref float input = ref Unsafe.Add(ref x, (nint)row * stride);
            ref float result = ref Unsafe.Add(ref y, (nint)row * stride);
            for (int column = 0; column < columns; column++)
            {
                Unsafe.Add(ref result, column) = T.Forward(Unsafe.Add(ref input, column));
            }

            RowPadding.Clear(ref result, columns, stride);
        }
    }

    /// <summary>dx = f'(x)·dy with y = f(x); <paramref name="delta"/> holds dy before and dx after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Backward<T>(ref float x, ref float y, ref float delta, int rows, int columns, int stride)
        where T : struct, IActivation
    {
        for (int row = 0; row < rows; row++)
        {
            ref float input = ref Unsafe.Add(ref x, (nint)row * stride);
            ref float result = ref Unsafe.Add(ref y, (nint)row * stride);
            ref float d = ref Unsafe.Add(ref delta, (nint)row * stride);
            for (int column = 0; column < columns; column++)
            {
                Unsafe.Add(ref d, column) *= T.Derivative(Unsafe.Add(ref input, column), Unsafe.Add(ref result, column));
            }

            RowPadding.Clear(ref d, columns, stride);
        }
    }
}
