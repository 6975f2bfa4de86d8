namespace NetGen;

/// <summary>What the compiler expects to go wrong with a network's gradients at the start of training.</summary>
public enum PredictedProblem
{
    /// <summary>Each unit of the first hidden layer gets a gradient at least ten times smaller than each of the last.</summary>
    Vanishing = 0,

    /// <summary>
    /// Each unit of the first hidden layer gets a gradient at least ten times larger than each of the last, or a step would
    /// change some layer's weights by more than a tenth, or numbers overflow.
    /// </summary>
    Exploding,

    /// <summary>More than a quarter of a layer's outputs lie where the activation is flat.</summary>
    Saturated,

    /// <summary>More than a quarter of a layer's units give zero for every sample of a batch.</summary>
    Dead,

    /// <summary>Different samples look alike behind the last hidden layer: their correlation is above 0.97.</summary>
    Collapsed,

    /// <summary>Networks of this declaration differ too much from one another, or a layer has no formula.</summary>
    Unpredictable,
}
