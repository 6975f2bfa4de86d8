namespace GradientClinic.Experiments;

/// <summary>What random numbers are for: each purpose has a stream of its own.</summary>
internal static class Purpose
{
    public const int WideWeights = 1;
    public const int WideInput = 2;
    public const int WideTarget = 3;
    public const int ScalarWeights = 4;
    public const int WideTrainingInput = 5;
    public const int WideTrainingTeacher = 6;
    public const int WideTrainingWeights = 7;
    public const int ScalarTrainingWeights = 8;
    public const int DeepWeights = 10;
}
