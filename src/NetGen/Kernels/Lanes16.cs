using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>Room for 16 lanes on the stack.</summary>
[InlineArray(CanonicalLanes.Count)]
internal struct Lanes16<T>
{
    private T _first;
}
