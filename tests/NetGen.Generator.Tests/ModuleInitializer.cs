using System.Runtime.CompilerServices;

namespace NetGen.Generator.Tests;

internal static class ModuleInitializer
{
    /// <summary>The environment variable that makes a test run accept what it gets as the new snapshots.</summary>
    private const string AcceptVariable = "NETGEN_ACCEPT_SNAPSHOTS";

    [ModuleInitializer]
    public static void Initialize()
    {
        VerifySourceGenerators.Initialize();
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            VerifierSettings.AutoVerify();
        }
    }
}
