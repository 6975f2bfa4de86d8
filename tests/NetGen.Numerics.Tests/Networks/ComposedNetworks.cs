namespace NetGen.Numerics.Tests.Networks;

/// <summary>Ends with an activation, whose gradient is turned in place.</summary>
[Block, Dense(6), Tanh]
public class Turning;

/// <summary>Ends with a dense layer, whose gradient stays as it is.</summary>
[Block, Dense(9), Tanh, Dense(6)]
public class Keeping;

/// <summary>Changes the number of features.</summary>
[Block, Dense(7), Sigmoid]
public class Widening;

/// <summary>A residual connection within one.</summary>
[Block, Residual<Keeping>(Scale = 0.7f), Tanh, Residual<Turning>]
public class Nested;

/// <summary>No layer of its own: the sum reads the same value twice.</summary>
[Block, Linear]
public class Same;

/// <summary>Every way in which gradients meet.</summary>
[Network, Input(5)]
[Residual<Keeping>]
[Residual<Turning>]
[Residual<Same>(Scale = 0.25f)]
[Repeat<Nested>(3, Name = "nests")]
[Sum<Turning, Keeping, Same>]
[Sum<Same, Same>]
[Concat<Turning, Widening, Same>]
[Residual<Widening>(Scale = -0.5f)]
[Dense(3), MeanSquaredError]
public partial class Meeting;

/// <summary>Deep enough to be printed as loops, and loops of loops.</summary>
[Block, Repeat<Nested>(4), ReLU]
public class Stage;

/// <summary>As many layers as loops need.</summary>
[Network, Input(6)]
[Repeat<Stage>(5, Name = "stages")]
[Repeat<Nested>(9)]
[MeanSquaredError]
public partial class Folded;

/// <summary>One stage of <see cref="Folded"/>, printed in full.</summary>
[Network, Input(6)]
[Block<Stage>]
[MeanSquaredError]
public partial class OneStage;

/// <summary>One block of <see cref="Folded"/>, printed in full.</summary>
[Network, Input(6)]
[Block<Nested>]
[MeanSquaredError]
public partial class OneNested;

/// <summary>Loops forward and backward, short enough for differences in floats.</summary>
[Network, Input(6)]
[Repeat<Nested>(9)]
[Dense(2), MeanSquaredError]
public partial class FoldedGradient;

/// <summary>Plain layers that repeat, with a prediction for each.</summary>
[Network, Input(4)]
[Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh]
[Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh]
[Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh]
[Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh]
[Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh, Dense(4), Tanh]
[Dense(1), MeanSquaredError]
public partial class FoldedPlain;

/// <summary>The same over the positions of a sequence.</summary>
[Network, Input(4, 5)]
[Residual<Turning>]
[Concat<Widening, Keeping>]
[Flatten, Dense(2), MeanSquaredError]
public partial class MeetingOverSteps;

/// <summary>What is compared with the same written by hand.</summary>
[Network, Input(6)]
[Residual<Keeping>(Scale = 0.5f, Name = "skip")]
[Concat<Turning, Widening>(Name = "both")]
[Sum<Turning, Keeping>(Name = "added")]
[MeanSquaredError]
public partial class ByHand;
