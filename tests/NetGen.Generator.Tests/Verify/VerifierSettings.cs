namespace VerifyTests;

/// <summary>The settings of all snapshots.</summary>
public static class VerifierSettings
{
    internal static bool AutoVerifyAll { get; private set; }

    /// <summary>Accepts whatever a test run gets.</summary>
    public static void AutoVerify() => AutoVerifyAll = true;
}
