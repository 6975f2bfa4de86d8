namespace NetGen;

/// <summary>The condition holds.</summary>
internal readonly struct On : ISwitch
{
    public static bool IsOn => true;
}
