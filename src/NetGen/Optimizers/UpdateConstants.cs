using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// The constants of a step's update rule in registers. Broadcast where they are used, they would be broadcast again for every
/// register of weights, which takes longer than the arithmetic; here it is done once, before the loop.
/// </summary>
internal readonly struct UpdateConstants<V>
    where V : struct, ILanes<V>
{
    public readonly V A, B, C, D, E, F, G, H, I, J, K, L;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public UpdateConstants(
        float a, float b = 0, float c = 0, float d = 0, float e = 0, float f = 0, float g = 0, float h = 0, float i = 0, float j = 0, float k = 0, float l = 0)
    {
        A = V.Create(a);
        B = V.Create(b);
        C = V.Create(c);
        D = V.Create(d);
        E = V.Create(e);
        F = V.Create(f);
        G = V.Create(g);
        H = V.Create(h);
        I = V.Create(i);
        J = V.Create(j);
        K = V.Create(k);
        L = V.Create(l);
    }
}
