namespace NetGen;

/// <summary>The state of a training run, or of one layer in it.</summary>
public enum HealthVerdict
{
    /// <summary>Fewer steps than <see cref="HealthMonitor.Patience"/>: too early to say.</summary>
    Unknown = 0,

    /// <summary>No finding. Update ratios are ideally 1e-5..1e-2.</summary>
    Healthy,

    /// <summary>A layer's update ratio ‖Δw‖/‖w‖ is below 1e-6: it does not learn; or a recurrent layer's gradient falls by more than 10² over the steps of a sequence: early steps do not.</summary>
    Vanishing,

    /// <summary>More than 40% of a layer's units gave zero for every sample of at least 20 batches.</summary>
    Dead,

    /// <summary>More than half of a layer's outputs lie where the activation is flat: |tanh| &gt; 0.97, sigmoid outside [0.03, 0.97].</summary>
    Saturated,

    /// <summary>A layer's update ratio is above 1e-1, or the gradient's norm is above ten times its running median, or a recurrent layer's gradient grows by more than 10² over the steps of a sequence.</summary>
    Exploding,

    /// <summary>The loss, the gradient or a parameter was NaN or infinite. Given at once, without patience.</summary>
    NonFinite,
}
