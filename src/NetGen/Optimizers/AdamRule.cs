using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// What Adam, AMSGrad, AdamW and RAdam do to one element; they differ in the constants.
/// d = g + coupled·w; m ← β₁m + (1 − β₁)d; v ← β₂v + (1 − β₂)d²; w ← shrink·w + step·m/(√v·inverse + ε),
/// with the largest v so far instead of v where <typeparamref name="TLargest"/> is on, and without the terms of coupled and shrink
/// where <typeparamref name="TDecay"/> is off.
/// </summary>
internal readonly struct AdamRule<TLargest, TDecay> : IUpdateRule
    where TLargest : struct, ISwitch
    where TDecay : struct, ISwitch
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
    public UpdateConstants<V> Constants<V>()
        where V : struct, ILanes<V> => new(_coupled, _shrink, _beta1, _fresh1, _beta2, _fresh2, _inverse, _epsilon, _step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
        where V : struct, ILanes<V>
    {
        (V coupled, V shrink, V beta1, V fresh1, V beta2, V fresh2, V inverse, V epsilon, V step) = (c.A, c.B, c.C, c.D, c.E, c.F, c.G, c.H, c.I);
        V direction = TDecay.IsOn ? V.FusedMultiplyAdd(coupled, weight, gradient) : gradient;
        s0 = V.FusedMultiplyAdd(fresh1, direction, beta1 * s0);
        s1 = V.FusedMultiplyAdd(fresh2 * direction, direction, beta2 * s1);
        V square = s1;
        if (TLargest.IsOn)
        {
            // The other way round NaN would keep the old maximum.
            s2 = V.WhereGreaterOrEqual(s2, s1, s2, s1);
            square = s2;
        }

        V divisor = V.FusedMultiplyAdd(V.Sqrt(square), inverse, epsilon);
        return V.FusedMultiplyAdd(step, s0 / divisor, TDecay.IsOn ? shrink * weight : weight);
    }
}
