using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>The condition does not hold.</summary>
internal readonly struct Off : ISwitch
{
    public static bool IsOn
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }
}
