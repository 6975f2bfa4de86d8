using System.Numerics.Tensors;

namespace NetGen;

/// <summary>
/// The tensors of a recurrent layer, as views over the network's parameter buffer. Gates are in the order that the layer's attribute
/// states; a simple recurrent layer has one.
/// </summary>
public readonly struct RecurrentParameters
{
    private readonly ParameterBuffer _buffer;
    private readonly int _weight;
    private readonly int _recurrentWeight;
    private readonly int _bias;
    private readonly int _recurrentBias;
    private readonly int _reverseWeight;
    private readonly int _reverseRecurrentWeight;
    private readonly int _reverseBias;
    private readonly int _reverseRecurrentBias;

    /// <summary>Used by generated code: the indices of the tensors, -1 for what the layer does not have.</summary>
    public RecurrentParameters(
        ParameterBuffer buffer, int weight, int recurrentWeight, int bias, int recurrentBias,
        int reverseWeight = -1, int reverseRecurrentWeight = -1, int reverseBias = -1, int reverseRecurrentBias = -1)
    {
        _buffer = buffer;
        _weight = weight;
        _recurrentWeight = recurrentWeight;
        _bias = bias;
        _recurrentBias = recurrentBias;
        _reverseWeight = reverseWeight;
        _reverseRecurrentWeight = reverseRecurrentWeight;
        _reverseBias = reverseBias;
        _reverseRecurrentBias = reverseRecurrentBias;
    }

    /// <summary>The weights of the input, [features, gates, units] (PyTorch <c>weight_ih</c> is [gates·units, features]).</summary>
    public TensorSpan<float> Weight => _buffer.Gates(_weight);

    /// <summary>The weights of the state, [units, gates, units] (PyTorch <c>weight_hh</c> is [gates·units, units]).</summary>
    public TensorSpan<float> RecurrentWeight => _buffer.Gates(_recurrentWeight);

    /// <summary>True unless the layer was declared with <c>Bias = false</c>.</summary>
    public bool HasBias => _bias >= 0;

    /// <summary>The biases, [gates, units]: of LSTM and simple layers the sum of PyTorch's two, of a GRU <c>bias_ih</c>.</summary>
    /// <exception cref="InvalidOperationException">The layer has no bias.</exception>
    public TensorSpan<float> Bias => _bias >= 0
        ? _buffer.Tensor(_bias)
        : throw new InvalidOperationException("This layer was declared with Bias = false.");

    /// <summary>The biases of the state of a GRU, [3, units] (PyTorch <c>bias_hh</c>).</summary>
    /// <exception cref="InvalidOperationException">The layer is not a GRU with biases.</exception>
    public TensorSpan<float> RecurrentBias => _recurrentBias >= 0
        ? _buffer.Tensor(_recurrentBias)
        : throw new InvalidOperationException("Only a GRU has biases of its state, unless it was declared with Bias = false.");

    /// <summary>True when the layer was declared with <c>Bidirectional = true</c>.</summary>
    public bool IsBidirectional => _reverseWeight >= 0;

    /// <summary>The tensors of the walk from the end of the sequence.</summary>
    /// <exception cref="InvalidOperationException">The layer walks forward only.</exception>
    public RecurrentParameters Reverse => IsBidirectional
        ? new RecurrentParameters(_buffer, _reverseWeight, _reverseRecurrentWeight, _reverseBias, _reverseRecurrentBias)
        : throw new InvalidOperationException("This layer was declared without Bidirectional = true.");
}
