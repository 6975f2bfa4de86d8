using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Benchmarks.Measurement;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    /// <summary>One line: processor, processors in use, register width, runtime, system.</summary>
    public static string Description =>
        $"{Processor()}, {Environment.ProcessorCount} processors, {Width()}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}";

    private static string Width() =>
        Vector512.IsHardwareAccelerated ? "512-bit registers"
        : Vector256.IsHardwareAccelerated ? "256-bit registers"
        : Vector128.IsHardwareAccelerated ? "128-bit registers"
        : "no vector registers";

    private static string Processor()
    {
        const string information = "/proc/cpuinfo";
        if (File.Exists(information))
        {
            foreach (string line in File.ReadLines(information))
            {
                if (line.StartsWith("model name", StringComparison.Ordinal))
                {
                    return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
                }
            }
        }

        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
