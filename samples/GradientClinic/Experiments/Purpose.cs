namespace GradientClinic.Experiments;

/// <summary>What random numbers are for.</summary>
internal enum Purpose
{
    WideWeights = 1,
    WideInput,
    WideTarget,
    ScalarWeights,
    WideTrainingInput,
    WideTrainingTeacher,
    WideTrainingWeights,
    ScalarTrainingWeights,
    DeepInput,
    DeepWeights,
    DeepTeacher,
}
