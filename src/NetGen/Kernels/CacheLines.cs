using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Kernels;

/// <summary>Hints to the caches.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CacheLines
{
    /// <summary>Fetches the cache line of a float that is needed soon; nothing where the processor has no such instruction. Any address will do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ref float value)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref value));
        }
    }
}
