using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// What Adam, AMSGrad, AdamW and RAdam do to one element; they differ in the constants.
/// d = g + coupled·w; m ← β₁m + (1 − β₁)d; v ← β₂v + (1 − β₂)d²; w ← shrink·w + step·m/(√v·inverse + ε),
/// with the largest v so far instead of v where <typeparamref name="TLargest"/> is on.
/// </summary>
internal readonly struct AdamRule<TLargest> : IUpdateRule
    where TLargest : struct, ISwitch
{
    private readonly float _coupled;
    private readonly float _shrink;
    private readonly float _beta1;
    private readonly float _fresh1;
    private readonly float _beta2;
    private readonly float _fresh2;
    private readonly float _inverse;
    private readonly float _epsilon;
    private readonly float _step;

    /// <param name="coupled">The weight decay that is added to the gradient.</param>
    /// <param name="shrink">What the weight is multiplied by before the update.</param>
    /// <param name="beta1">The decay rate of the first moment.</param>
    /// <param name="beta2">The decay rate of the second moment.</param>
    /// <param name="inverse">What √v is multiplied by.</param>
    /// <param name="epsilon">What is added to the divisor.</param>
    /// <param name="step">The size of the step; positive.</param>
    public AdamRule(double coupled, double shrink, double beta1, double beta2, double inverse, double epsilon, double step)
    {
        _coupled = (float)coupled;
        _shrink = (float)shrink;
        _beta1 = (float)beta1;
        _fresh1 = (float)(1 - beta1);
        _beta2 = (float)beta2;
        _fresh2 = (float)(1 - beta2);
        _inverse = (float)inverse;
        _epsilon = (float)epsilon;
        _step = (float)-step;
    }

    public static int StateCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLargest.IsOn ? 3 : 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
        where V : struct, ILanes<V>
    {
        V direction = V.FusedMultiplyAdd(V.Create(_coupled), weight, gradient);
        s0 = V.FusedMultiplyAdd(V.Create(_fresh1), direction, V.Create(_beta1) * s0);
        s1 = V.FusedMultiplyAdd(V.Create(_fresh2) * direction, direction, V.Create(_beta2) * s1);
        V square = s1;
        if (TLargest.IsOn)
        {
            // The other way round NaN would keep the old maximum.
            s2 = V.WhereGreaterOrEqual(s2, s1, s2, s1);
            square = s2;
        }

        V divisor = V.FusedMultiplyAdd(V.Sqrt(square), V.Create(_inverse), V.Create(_epsilon));
        return V.FusedMultiplyAdd(V.Create(_step), s0 / divisor, V.Create(_shrink) * weight);
    }
}
