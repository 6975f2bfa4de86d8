namespace NetGen.Tests.Prediction;

/// <summary>What the compiler takes targets to be.</summary>
internal enum Targets
{
    Standardized = 0,
    ZeroOrOne,
    PlusMinusOne,
    Class,
    OneHot,
}
