using System.Reflection;
using NetGen.Numerics.Tests;

/// <summary>
/// What a child process of <see cref="WidthChild"/> runs before, and instead of, the tests. The runtime asks for this name,
/// without a namespace, and calls it outside of any static constructor, so that the method may use threads.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(WidthChild.MethodVariable) is not { Length: > 0 } wanted)
        {
            return;
        }

        int exitCode = 1;
        try
        {
            string[] parts = wanted.Split('|');
            MethodInfo method = Type.GetType(parts[0], throwOnError: true)!.GetMethod(parts[1], BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
            Console.Out.WriteLine(WidthChild.Mark + WidthChild.Widths() + '|' + method.CreateDelegate<Func<string>>()());
            exitCode = 0;
        }
#pragma warning disable CA1031 // Whatever it is, the parent reports it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine(e);
        }

        Environment.Exit(exitCode);
    }
}
