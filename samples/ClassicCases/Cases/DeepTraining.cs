using ClassicCases.Networks;
using NetGen;
using SampleKit.Data;

namespace ClassicCases.Cases;

/// <summary>Trains thirty hidden layers of ReLU on what a teacher network says.</summary>
internal static class DeepTraining
{
    /// <summary>The samples of a step.</summary>
    public const int Batch = 64;

    private const double Momentum = 0.9;
    private const int Points = 40;

    /// <summary>Trains, and evaluates the loss over all samples.</summary>
    /// <param name="network">The network, initialised.</param>
    /// <param name="data">The samples.</param>
    /// <param name="learningRate">The learning rate of gradient descent with momentum.</param>
    /// <param name="job">Told about each step.</param>
    /// <param name="cancel">Ends it.</param>
    public static TrainingRun Run(DeepReLU network, TeacherData data, float learningRate, Job job, CancellationToken cancel)
    {
        const int Batches = TeacherData.Samples / Batch;
        using var trainer = new Trainer<DeepReLU>(network, new SGD(learningRate, Momentum)) { NonFinite = NonFinitePolicy.Continue };
        var curve = new LossCurve(Math.Max(1, job.Steps / Points));
        for (int step = 0; step < job.Steps; step++)
        {
            int at = step % Batches * Batch;
            StepResult result = trainer.Step(
                data.Inputs.AsSpan(at * DeepReLU.InputSize, Batch * DeepReLU.InputSize), data.Labels.AsSpan(at, Batch));
            curve.Add(result.Loss);
            if (result.NonFinite.HasFlag(NonFiniteValues.Parameters))
            {
                return new TrainingRun(curve.Points, double.NaN);
            }

            job.Advance(cancel);
        }

        DataSet all = DataSet.FromLabels(data.Inputs, DeepReLU.InputSize, data.Labels, DeepReLU.OutputSize);
        return new TrainingRun(curve.Points, trainer.Evaluate(all).Loss);
    }
}
