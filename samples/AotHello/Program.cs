using System.Globalization;
using System.Runtime.Intrinsics;
using AotHello;
using NetGen;

// AotHello [--time [ns]]: trains for 100 steps and predicts. Every build of it, on every machine, prints the same fingerprints.
// --time adds what it took; ns is when the process was started, in nanoseconds of Unix time ($(date +%s%N)).
float[] inputs = Wave.Inputs();
var network = new WaveNet(seed: 1);

#if !PREDICT_ONLY
using (var trainer = new Trainer<WaveNet>(network, new Adam(1e-2f)) { Clip = Clip.GlobalNorm(1f) })
{
    const int batch = 4;
    float[] heights = Wave.Heights(inputs);
    StepResult step = default;
    for (int i = 0; i < 100; i++)
    {
        int row = i * batch % heights.Length;
        step = trainer.Step(inputs.AsSpan(row * WaveNet.InputSize, batch * WaveNet.InputSize), heights.AsSpan(row, batch));
    }

    Console.WriteLine(step);
}
#endif

float[] predicted = new float[inputs.Length / WaveNet.InputSize];
network.Predict(inputs, predicted);
Console.WriteLine($"parameters {Fingerprint.Of(network.Parameters.Values):x16}");
Console.WriteLine($"predictions {Fingerprint.Of(predicted):x16}");

if (args.Length > 0 && args[0] == "--time")
{
    double processor = Environment.CpuUsage.TotalTime.TotalMilliseconds;
    double started = args.Length > 1 ? long.Parse(args[1], CultureInfo.InvariantCulture) / 1e6 : double.NaN;
    double elapsed = ((DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds) - started;
    int width = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 32;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{width} bit, {processor:0.0} ms of processor time since process start, {elapsed:0.0} ms elapsed"));
}
