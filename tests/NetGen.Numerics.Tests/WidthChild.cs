using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Numerics.Tests;

/// <summary>
/// Runs a static method again in a child process that may not use the wider registers, to compare what it returns. Usage:
/// <code>
/// [Theory, MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
/// public void SameBits(string switchedOff) => WidthChild.AssertSame(Run, switchedOff);
/// private static string Run() => new Fingerprint().Add(values).ToString();
/// </code>
/// </summary>
internal static class WidthChild
{
    internal const string MethodVariable = "NETGEN_WIDTH_CHILD";
    internal const string Mark = "width-child-result:";

    /// <summary>Leaves registers of 256 bits, 32 of them where the machine has AVX-512.</summary>
    internal const string Prefer256 = "DOTNET_PreferredVectorBitWidth=256";

    /// <summary>The runtime's switches that leave 256 bits, 128 bits and plain scalar code.</summary>
    public static TheoryData<string> Switches => ["DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic"];

    /// <summary>Asserts that the method returns the same in this process and in a child with the switch off.</summary>
    /// <param name="method">A static method, not a lambda.</param>
    /// <param name="switchedOff">One of <see cref="Switches"/>, or <see cref="Prefer256"/>.</param>
    public static void AssertSame(Func<string> method, string switchedOff) => Assert.Equal(method(), Run(method, switchedOff));

    /// <summary>What the method returns in a child with the switch off; a single line.</summary>
    public static string Run(Func<string> method, string switchedOff)
    {
        Assert.True(method.Method.IsStatic && method.Target is null, "A child can run a static method only, not a lambda.");
        string assembly = typeof(WidthChild).Assembly.Location;
        string[] setting = switchedOff.Split('=');
        // <root>/shared/Microsoft.NETCore.App/<version>/: the host that runs this process's own runtime.
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        ProcessStartInfo start = new(Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), ["exec", assembly])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["DOTNET_STARTUP_HOOKS"] = assembly,
                [MethodVariable] = method.Method.DeclaringType!.AssemblyQualifiedName + '|' + method.Method.Name,
                [setting[0]] = setting.Length > 1 ? setting[1] : "0",
            },
        };
        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync();
        Task<string> output = child.StandardOutput.ReadToEndAsync();
        if (!child.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            child.Kill(entireProcessTree: true);
            Assert.Fail($"{method.Method.Name} with {switchedOff}=0 did not end within two minutes.");
        }

        string? line = output.GetAwaiter().GetResult().Split('\n').FirstOrDefault(static l => l.StartsWith(Mark, StringComparison.Ordinal));
        Assert.True(child.ExitCode == 0 && line is not null, $"{method.Method.Name} with {switchedOff}=0 failed:\n{errors.GetAwaiter().GetResult()}");
        string[] parts = line[Mark.Length..].TrimEnd('\r').Split('|', 2);
        // A switch that the runtime does not know would make the comparison worthless.
        int widest = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(widest <= Widest(switchedOff), $"{switchedOff}=0 left registers of {widest} bits.");
        return parts[1];
    }

    /// <summary>The bits of the widest register in use: 512, 256, 128 or 0.</summary>
    internal static int Widths() =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    private static int Widest(string switchedOff) => switchedOff switch
    {
        "DOTNET_EnableAVX512" or Prefer256 => 256,
        "DOTNET_EnableAVX2" => 128,
        _ => 0,
    };
}
