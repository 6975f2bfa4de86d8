using System.Globalization;
using GradientClinic.Networks;
using NetGen;
using SampleKit;
using Spectre.Console;

namespace GradientClinic.Report;

/// <summary>What the compiler predicted of the deep networks as they are declared, beside what their first step measures.</summary>
internal static class PredictionTable
{
    private const int Batch = 32;
    private const int Networks = 8;

    /// <summary>Writes a row for every fifth layer.</summary>
    public static void Write(IAnsiConsole console, long seed)
    {
        console.WriteLine();
        console.MarkupLine("[bold]4. Predicted by the compiler, and measured: gradient norms of the weights as declared[/]");
        var table = new Table { Border = TableBorder.Simple };
        foreach (string column in (string[])["layer", "ReLU predicted", "measured", "tanh predicted", "measured", "sigmoid predicted", "measured"])
        {
            table.AddColumn(column.EndsWith('d') ? new TableColumn(column).RightAligned() : new TableColumn(column));
        }

        List<(string Layer, string Predicted, string Measured)>[] columns = [Column<DeepReLU>(seed), Column<DeepTanh>(seed), Column<DeepSigmoid>(seed)];
        for (int row = 0; row < columns[0].Count; row++)
        {
            table.AddRow([columns[0][row].Layer, .. columns.SelectMany(c => (string[])[c[row].Predicted, c[row].Measured])]);
        }

        console.Write(table);
        console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"[grey]measured: geometric mean over {Networks} networks, standard normal inputs, random classes, batches of {Batch}.[/]"));
    }

    private static List<(string Layer, string Predicted, string Measured)> Column<TNetwork>(long seed)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkPrediction prediction = TNetwork.Info.Prediction!;
        string[] names = [.. TNetwork.Info.Parameters.Select(static p => p.Name)];
        int[] weights = [.. prediction.Layers.Select(l => Array.IndexOf(names, l.Name + ".weight"))];
        double[] logs = new double[prediction.Layers.Length];
        for (int n = 0; n < Networks; n++)
        {
            using var trainer = new Trainer<TNetwork>(TNetwork.Create(seed + n), new SGD(1e-3f));
            var random = new Philox(seed + n, 0x70726564);
            float[] inputs = [.. Enumerable.Range(0, Batch * TNetwork.Info.InputSize).Select(_ => (float)random.NextNormal())];
            int[] labels = [.. Enumerable.Range(0, Batch).Select(_ => (int)(random.NextDouble() * TNetwork.Info.OutputSize))];
            trainer.Step(inputs, labels);
            for (int i = 0; i < logs.Length; i++)
            {
                logs[i] += Math.Log(trainer.Tensors[weights[i]].Norm) / Networks;
            }
        }

        return
        [
            .. Enumerable.Range(0, logs.Length).Where(i => i % 5 == 0 || i == logs.Length - 1)
                .Select(i => (prediction.Layers[i].Name, Numbers.Short(prediction.Layers[i].GradientNorm), Numbers.Short(Math.Exp(logs[i])))),
        ];
    }
}
