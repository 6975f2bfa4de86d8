using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NetGen.Benchmarks.Peers.PyTorch;

/// <summary>A Python process that runs worker.py: a line of JSON each way, floats behind it.</summary>
internal sealed class PyTorchWorker : IDisposable
{
    private static readonly string[] s_scripts = ["worker.py", "models.py"];

    private readonly Process _process;
    private readonly string _folder;
    private int _cases;

    private PyTorchWorker(Process process, string folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>Versions, in a line.</summary>
    public string Description { get; private set; } = "";

    /// <summary>Whether it multiplies with more than what may be the reference implementation.</summary>
    public bool HasFastProducts { get; private set; }

    /// <summary>Starts the first Python that has PyTorch.</summary>
    /// <param name="python">The interpreter; null to try <c>python3</c> and <c>/usr/bin/python3</c>.</param>
    /// <param name="openBlas">The OpenBLAS library for a build of PyTorch that takes the system's BLAS; null where there is none.</param>
    /// <param name="problem">Why there is none.</param>
    public static PyTorchWorker? TryStart(string? python, string? openBlas, out string problem)
    {
        problem = "";
        foreach (string name in python is null ? ["python3", "/usr/bin/python3"] : new[] { python })
        {
            string folder = Directory.CreateTempSubdirectory("netgen-benchmark").FullName;
            PyTorchWorker? worker = null;
            try
            {
                foreach (string script in s_scripts)
                {
                    using Stream source = typeof(PyTorchWorker).Assembly.GetManifestResourceStream(script)!;
                    using FileStream target = File.Create(Path.Combine(folder, script));
                    source.CopyTo(target);
                }

                worker = new PyTorchWorker(Start(name, folder, openBlas), folder);
                JsonObject hello = worker.Read(out _);
                worker.HasFastProducts = (string?)hello["blas"] != "system";
                string blas = (string?)hello["blas"] switch
                {
                    "own" => "with its own BLAS",
                    "openblas" => "with OpenBLAS",
                    _ => "on the system's BLAS: the reference implementation multiplies many times slower than OpenBLAS, which is not installed",
                };
                worker.Description = $"PyTorch {hello["torch"]}, Python {hello["python"]}, {blas}";
                return worker;
            }
            catch (Exception e) when (e is IOException or InvalidOperationException or System.ComponentModel.Win32Exception or JsonException)
            {
                problem = $"{name}: {worker?.Problem() ?? e.Message}";
                worker?.Dispose();
                Delete(folder);
            }
        }

        return null;
    }

    /// <summary>The number of a new case.</summary>
    public int NewCase() => _cases++;

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <param name="command">The command; its case and whatever it takes.</param>
    /// <param name="floats">What follows it.</param>
    /// <param name="answered">What follows the answer.</param>
    /// <exception cref="InvalidOperationException">The worker reports an error, or is gone.</exception>
    public JsonObject Ask(JsonObject command, IReadOnlyList<float[]> floats, out float[] answered)
    {
        Stream output = _process.StandardInput.BaseStream;
        if (floats.Count > 0)
        {
            command["floats"] = floats.Sum(static f => f.Length);
        }

        output.Write(Encoding.UTF8.GetBytes(command.ToJsonString() + "\n"));
        foreach (float[] array in floats)
        {
            output.Write(MemoryMarshal.AsBytes(array.AsSpan()));
        }

        output.Flush();
        return Read(out answered);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(2000))
            {
                _process.Kill();
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It is gone already.
        }

        _process.Dispose();
        Delete(_folder);
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string python, string folder, string? openBlas)
    {
        var start = new ProcessStartInfo(python)
        {
            ArgumentList = { "-u", Path.Combine(folder, s_scripts[0]) },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        if (openBlas is not null)
        {
            start.Environment["NETGEN_BENCHMARK_BLAS"] = openBlas;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("It did not start.");
    }

    private string? Problem()
    {
        try
        {
            string[] lines = _process.StandardError.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.Length > 0 ? lines[^1] : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private JsonObject Read(out float[] floats)
    {
        Stream input = _process.StandardOutput.BaseStream;
        var line = new List<byte>();
        for (int next = input.ReadByte(); next != '\n'; next = input.ReadByte())
        {
            if (next < 0)
            {
                throw new InvalidOperationException("Python ended.");
            }

            line.Add((byte)next);
        }

        JsonObject answer = JsonNode.Parse(CollectionsMarshal.AsSpan(line))!.AsObject();
        floats = new float[(int)answer["floats"]!];
        input.ReadExactly(MemoryMarshal.AsBytes(floats.AsSpan()));
        return answer["error"] is { } error ? throw new InvalidOperationException($"PyTorch: {error}") : answer;
    }
}
