using NetGen;
using SampleKit;

namespace ClassicCases.Cases;

/// <summary>Trains a recurrent network on sequences that are drawn anew at each step.</summary>
internal static class SequenceTraining
{
    /// <summary>Trains.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="step">Draws the next batch and takes a step.</param>
    /// <param name="look">What the criterion looks at.</param>
    /// <param name="every">The steps between two looks.</param>
    /// <param name="arrived">Ends the training early.</param>
    /// <param name="job">Told about each step; its steps are those of the training.</param>
    /// <param name="cancel">Ends it.</param>
    public static SequenceRun Run<TNetwork>(
        Trainer<TNetwork> trainer, Func<int, StepResult> step, Func<double> look, int every, Func<double, bool> arrived, Job job, CancellationToken cancel)
        where TNetwork : class, INetwork<TNetwork>
    {
        LayerInfo recurrent = TNetwork.Info.Layers.First(static l => l.RecurrentSteps > 0);
        List<(double, double?)> points = [(0, Statistics.Rounded(look()))];
        double[] gradients = [];
        for (int i = 1; i <= job.Steps; i++)
        {
            StepResult result = step(i);
            if (i == 1)
            {
                gradients = Relative(trainer.StepGradients(recurrent.Name));
            }

            job.Advance(cancel);
            if (i % every != 0 && !result.NonFinite.HasFlag(NonFiniteValues.Parameters))
            {
                continue;
            }

            double value = look();
            points.Add((i, Statistics.Rounded(value)));
            if (!double.IsFinite(value) || arrived(value))
            {
                break;
            }
        }

        return new SequenceRun(points, gradients);
    }

    private static double[] Relative(ReadOnlySpan<double> norms)
    {
        double[] relative = new double[norms.Length];
        for (int t = 0; t < norms.Length; t++)
        {
            relative[t] = norms[t] / norms[^1];
        }

        return relative;
    }
}
