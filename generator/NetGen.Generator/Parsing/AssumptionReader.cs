using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads what [Input] and [Network] say of data and training, which only the prediction of the gradient flow uses.</summary>
internal static class AssumptionReader
{
    public static TrainingAssumptions Read(AttributeReader network, AttributeReader? input)
    {
        TrainingAssumptions otherwise = TrainingAssumptions.Default;
        float rate = network.Named("LearningRate", otherwise.LearningRate);
        int batch = network.Named("BatchSize", otherwise.BatchSize);
        if (batch is < 1 or > Limits.Size)
        {
            network.Report(Descriptors.SizeOutOfRange, "BatchSize", "Network.BatchSize", Text.Of(batch), Text.Of(Limits.Size));
            batch = otherwise.BatchSize;
        }

        float mean = input?.Named("Mean", otherwise.InputMean) ?? otherwise.InputMean;
        float deviation = input?.Named("Std", otherwise.InputDeviation) ?? otherwise.InputDeviation;
        return new TrainingAssumptions(
            input?.RequireFinite("Mean", mean) == true ? mean : otherwise.InputMean,
            input?.RequireNonNegative("Std", deviation) == true ? deviation : otherwise.InputDeviation,
            input is not null && (input.IsSet("Mean") || input.IsSet("Std")),
            batch,
            network.RequireNonNegative("LearningRate", rate) ? rate : otherwise.LearningRate);
    }
}
