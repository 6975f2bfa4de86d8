using NetGen;

namespace LeNet;

/// <summary>
/// Lowers the learning rate after every epoch, in equal steps towards 0: at a constant rate the last epochs go to and fro around what they could
/// reach. Passes on what it is told.
/// </summary>
internal sealed class DecayingRate(Optimizer optimizer, IProgress<TrainingProgress> next) : IProgress<TrainingProgress>
{
    private readonly float _rate = optimizer.LearningRate;

    public void Report(TrainingProgress value)
    {
        next.Report(value);
        if (value.EpochEnded && value.Epoch < value.Epochs)
        {
            optimizer.LearningRate = _rate * (value.Epochs - value.Epoch) / value.Epochs;
        }
    }
}
