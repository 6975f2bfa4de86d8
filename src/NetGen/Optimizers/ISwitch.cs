namespace NetGen;

/// <summary>A condition as a type argument: the compiler removes the branch that is not taken from the specialised code.</summary>
internal interface ISwitch
{
    static abstract bool IsOn { get; }
}
