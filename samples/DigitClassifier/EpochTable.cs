using System.Globalization;
using NetGen;
using Spectre.Console;

namespace DigitClassifier;

/// <summary>One row after every epoch: losses, accuracy, and the gradient norm and update ratio of each layer.</summary>
internal sealed class EpochTable<TNetwork> : IProgress<TrainingProgress>, IDisposable
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly Trainer<TNetwork> _trainer;
    private readonly int _every;
    private readonly Table _table = new Table().RoundedBorder().Caption("under each layer: the norm of its gradient, and how far the step moved its weights, |dw|/|w|");

    public EpochTable(Trainer<TNetwork> trainer, int every)
    {
        _trainer = trainer;
        _every = every;
        _table.AddColumns("epoch", "loss", "test loss", "accuracy");
        foreach (ParameterInfo weight in TNetwork.Info.Parameters.Where(static p => p.Role == ParameterRole.Weight))
        {
            string layer = TNetwork.Info.Layers[weight.Layer].Name;
            _table.AddColumn(layer);
        }

        _table.AddColumn("health");
        foreach (TableColumn column in _table.Columns.SkipLast(1))
        {
            column.RightAligned();
        }
    }

    public void Report(TrainingProgress value)
    {
        if (!value.EpochEnded || (value.Epoch % _every != 0 && value.Epoch != value.Epochs))
        {
            return;
        }

        var cells = new List<string>
        {
            Text($"{value.Epoch}"),
            Text($"{value.Loss:0.0000}"),
            Text($"{value.ValidationLoss:0.0000}"),
            Text($"{value.ValidationAccuracy:P1}"),
        };
        foreach (LayerGradient layer in _trainer.Gradients)
        {
            cells.Add(Text($"{layer.Norm:0.0000}\n{layer.UpdateRatio:0.0E+0}"));
        }

        cells.Add(value.Verdict.ToString());
        _table.AddRow([.. cells.Select(Markup.Escape)]);
        if (!Console.IsOutputRedirected)
        {
            Console.Write(Text($"\repoch {value.Epoch} of {value.Epochs}, {value.Remaining.TotalSeconds:0} s left "));
        }
    }

    public void Finish(TrainingResult result)
    {
        if (!Console.IsOutputRedirected)
        {
            Console.Write("\r" + new string(' ', 40) + "\r");
        }

        AnsiConsole.Write(_table);
        Console.WriteLine(result.Cancelled ? "Stopped early; what was learned is kept." : result.ToString());
        Console.WriteLine(_trainer.Health.Report());
    }

    public void Dispose() => _trainer.Dispose();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
