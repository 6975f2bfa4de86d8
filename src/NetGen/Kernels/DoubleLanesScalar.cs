using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>One double: the reference for all register widths, and what machines without vectors run.</summary>
internal readonly struct DoubleLanesScalar(double value) : IDoubleLanes<DoubleLanesScalar>
{
    /// <summary>The number.</summary>
    public readonly double Value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar Create(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar Load(ref readonly double source, nuint offset) =>
        new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar Load(ref readonly float source, nuint offset) =>
        new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination, nuint offset) => Unsafe.Add(ref destination, offset) = Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float destination, nuint offset) => Unsafe.Add(ref destination, offset) = (float)Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar operator +(DoubleLanesScalar a, DoubleLanesScalar b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar operator -(DoubleLanesScalar a, DoubleLanesScalar b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar operator *(DoubleLanesScalar a, DoubleLanesScalar b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar operator /(DoubleLanesScalar a, DoubleLanesScalar b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar Abs(DoubleLanesScalar a) => new(Math.Abs(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar Sqrt(DoubleLanesScalar a) => new(Math.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar WhereZero(DoubleLanesScalar a, DoubleLanesScalar yes, DoubleLanesScalar no) =>
        a.Value == 0 ? yes : no;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanesScalar WhereGreater(
        DoubleLanesScalar a, DoubleLanesScalar b, DoubleLanesScalar yes, DoubleLanesScalar no) => a.Value > b.Value ? yes : no;
}
