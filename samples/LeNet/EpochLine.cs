using System.Globalization;
using NetGen;

namespace LeNet;

/// <summary>One line after every epoch, and how far the epoch is between.</summary>
internal sealed class EpochLine : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        if (value.EpochEnded)
        {
            Write($"{Start}epoch {value.Epoch,2} of {value.Epochs}   loss {value.Loss:0.0000}   test loss {value.ValidationLoss:0.0000}   accuracy {value.ValidationAccuracy:P2}   {value.Elapsed.TotalSeconds:0.0} s   {value.Verdict}");
            Console.WriteLine();
        }
        else if (!Console.IsOutputRedirected)
        {
            Write($"{Start}epoch {value.Epoch,2} of {value.Epochs}   step {value.Step} of {value.Steps}   loss {value.Loss:0.0000}   {value.Remaining.TotalSeconds:0} s left   ");
        }
    }

    /// <summary>The start of the line, unless it goes into a file.</summary>
    private static string Start => Console.IsOutputRedirected ? "" : "\r";

    private static void Write(FormattableString text) => Console.Write(text.ToString(CultureInfo.InvariantCulture));
}
