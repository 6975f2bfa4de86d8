using NetGen;

namespace CharModel;

/// <summary>
/// Reads text character by character and says after each which one comes next: an embedding, a gated recurrent layer, and the logits of all
/// characters at every step.
/// </summary>
[Network, Input(64)]
[Embedding(Alphabet.Size, 32)]
[GRU(128, Sequences = true)]
[Dense(Alphabet.Size), SoftmaxCrossEntropy]
public partial class PlayNet;
