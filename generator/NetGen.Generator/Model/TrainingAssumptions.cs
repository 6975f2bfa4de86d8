namespace NetGen.Generator.Model;

/// <summary>What a prediction takes for granted of data and training.</summary>
/// <param name="InputMean">The mean of the input features.</param>
/// <param name="InputDeviation">Their standard deviation.</param>
/// <param name="InputIsDeclared">Whether the declaration says either.</param>
/// <param name="BatchSize">Samples a step.</param>
/// <param name="LearningRate">The learning rate of plain gradient descent.</param>
internal sealed record TrainingAssumptions(float InputMean, float InputDeviation, bool InputIsDeclared, int BatchSize, float LearningRate)
{
    public static TrainingAssumptions Default { get; } = new(0, 1, InputIsDeclared: false, BatchSize: 32, LearningRate: 1e-3f);
}
