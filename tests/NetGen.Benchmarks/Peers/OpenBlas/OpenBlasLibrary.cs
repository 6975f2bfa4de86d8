using System.Reflection;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.Peers.OpenBlas;

/// <summary>The few functions of OpenBLAS that a dense network needs.</summary>
internal sealed unsafe class OpenBlasLibrary
{
    private const int RowMajor = 101;
    private const int NoTranspose = 111;
    private const int Transposed = 112;

    private static readonly string[] s_names = ["libopenblas.so.0", "libopenblas", "libopenblas.dll", "libopenblas.dylib"];

    private readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _multiply;

    private OpenBlasLibrary(nint library, string name)
    {
        Name = name;
        _multiply = (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)
            NativeLibrary.GetExport(library, "cblas_sgemm");
        var setThreads = (delegate* unmanaged[Cdecl]<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads");
        setThreads(1);
        Configuration = NativeLibrary.TryGetExport(library, "openblas_get_config", out nint configuration)
            ? Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)configuration)()) ?? name
            : name;
    }

    /// <summary>The name or path that it was found by.</summary>
    public string Name { get; }

    /// <summary>Version and kernels, in its own words.</summary>
    public string Configuration { get; }

    /// <summary>Loads the library, for one thread.</summary>
    /// <param name="path">Where it is; null to look where the system does.</param>
    /// <returns>Null where there is none.</returns>
    public static OpenBlasLibrary? TryLoad(string? path)
    {
        foreach (string name in path is null ? s_names : [path])
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), DllImportSearchPath.SafeDirectories, out nint library)
                && NativeLibrary.TryGetExport(library, "openblas_set_num_threads", out _))
            {
                return new OpenBlasLibrary(library, name);
            }
        }

        return null;
    }

    /// <summary>C = A·B + β·C, row-major; A is [rows, inner] and B [inner, columns] after their transpositions.</summary>
    public void Multiply(
        bool transposeA, bool transposeB, int rows, int columns, int inner, ReadOnlySpan<float> a, ReadOnlySpan<float> b, float beta, Span<float> c)
    {
        fixed (float* pa = a, pb = b, pc = c)
        {
            _multiply(
                RowMajor,
                transposeA ? Transposed : NoTranspose,
                transposeB ? Transposed : NoTranspose,
                rows,
                columns,
                inner,
                1,
                pa,
                transposeA ? rows : inner,
                pb,
                transposeB ? inner : columns,
                beta,
                pc,
                columns);
        }
    }
}
