using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>The condition holds.</summary>
internal readonly struct On : ISwitch
{
    public static bool IsOn
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }
}
