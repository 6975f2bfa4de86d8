using System.Globalization;

namespace NetGen;

/// <summary>
/// Samples in memory: inputs [count, inputSize] with either target values [count, targetSize] or one class index each. The arrays
/// are used, not copied: do not change them while the set is in use. Every value is checked when the set is created.
/// </summary>
/// <example><code>
/// DataSet all = DataSet.FromLabels(pixels, inputSize: 64, digits, classes: 10);
/// (DataSet train, DataSet holdout) = all.Split(0.8, seed: 1);
/// Standardizer scale = train.Standardize();
/// trainer.Fit(scale.Apply(train), new FitOptions { Epochs = 10, Validation = scale.Apply(holdout) });
/// </code></example>
public sealed class DataSet
{
    // Shuffles draw from streams of their own, far from those of initializers, which are numbered from 0.
    private const long ShuffleStream = 0x5348_5546_0000_0000;
    private const long SplitStream = 0x5350_4C54_0000_0000;

    private readonly ReadOnlyMemory<float> _inputs;
    private readonly ReadOnlyMemory<float> _targets;
    private readonly ReadOnlyMemory<int> _labels;

    private DataSet(int count, ReadOnlyMemory<float> inputs, int inputSize, ReadOnlyMemory<float> targets, int targetSize, ReadOnlyMemory<int> labels, int classes)
    {
        Count = count;
        _inputs = inputs;
        InputSize = inputSize;
        _targets = targets;
        TargetSize = targetSize;
        _labels = labels;
        Classes = classes;
    }

    /// <summary>The number of samples; at least 1.</summary>
    public int Count { get; }

    /// <summary>The number of input values of a sample.</summary>
    public int InputSize { get; }

    /// <summary>The number of target values of a sample; 0 for class indices.</summary>
    public int TargetSize { get; }

    /// <summary>The number of classes; 0 for target values.</summary>
    public int Classes { get; }

    /// <summary>True when the samples have a class index each, false when they have target values.</summary>
    public bool HasLabels => Classes > 0;

    /// <summary>All inputs, [count, inputSize], row-major.</summary>
    public ReadOnlySpan<float> Inputs => _inputs.Span;

    /// <summary>All targets, [count, targetSize], row-major; empty for class indices.</summary>
    public ReadOnlySpan<float> Targets => _targets.Span;

    /// <summary>All class indices, [count]; empty for target values.</summary>
    public ReadOnlySpan<int> Labels => _labels.Span;

    /// <summary>Samples with target values, for regression or for one-hot and soft targets.</summary>
    /// <param name="inputs">[count, inputSize], row-major.</param>
    /// <param name="inputSize">The number of input values of a sample; at least 1.</param>
    /// <param name="targets">[count, targetSize], row-major.</param>
    /// <param name="targetSize">The number of target values of a sample; at least 1.</param>
    /// <exception cref="ArgumentException">A length does not fit, there is no sample, or a value is NaN or infinite; the message says where.</exception>
    public static DataSet FromTargets(float[] inputs, int inputSize, float[] targets, int targetSize)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetSize, 1);
        int count = CountOf(inputs, inputSize);
        if ((long)count * targetSize != targets.Length)
        {
            throw new ArgumentException(Text($"{count} samples need {count} x {targetSize} = {(long)count * targetSize} targets; there are {targets.Length}."), nameof(targets));
        }

        InputCheck.ThrowIfNonFinite(inputs, inputSize, nameof(inputs));
        InputCheck.ThrowIfNonFinite(targets, targetSize, nameof(targets));
        return new DataSet(count, inputs, inputSize, targets, targetSize, default, 0);
    }

    /// <summary>Samples with one class index each.</summary>
    /// <param name="inputs">[count, inputSize], row-major.</param>
    /// <param name="inputSize">The number of input values of a sample; at least 1.</param>
    /// <param name="labels">[count], each in 0..<paramref name="classes"/>-1.</param>
    /// <param name="classes">The number of classes; at least 2.</param>
    /// <exception cref="ArgumentException">A length does not fit, there is no sample, a value is NaN or infinite, or a class index is out of range; the message says where.</exception>
    public static DataSet FromLabels(float[] inputs, int inputSize, int[] labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        int count = CountOf(inputs, inputSize);
        if (count != labels.Length)
        {
            throw new ArgumentException(Text($"{count} samples need {count} labels; there are {labels.Length}."), nameof(labels));
        }

        InputCheck.ThrowIfNonFinite(inputs, inputSize, nameof(inputs));
        InputCheck.ThrowIfNotClass(labels, classes, nameof(labels));
        return new DataSet(count, inputs, inputSize, default, 0, labels, classes);
    }

    /// <summary>Some consecutive samples, without copying.</summary>
    /// <param name="start">The first sample, from 0.</param>
    /// <param name="count">How many; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or not within the set.</exception>
    public DataSet Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (count > Count - start)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, Text($"Samples {start}..{(long)start + count - 1} were asked for; the set has {Count}."));
        }

        return new DataSet(
            count,
            _inputs.Slice(start * InputSize, count * InputSize),
            InputSize,
            HasLabels ? default : _targets.Slice(start * TargetSize, count * TargetSize),
            TargetSize,
            HasLabels ? _labels.Slice(start, count) : default,
            Classes);
    }

    /// <summary>Divides the samples at random in two sets, copying them. The same seed divides in the same way.</summary>
    /// <param name="fraction">The share of the first set, in (0, 1); its size is rounded and both sets have at least one sample.</param>
    /// <param name="seed">Decides the order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not in (0, 1).</exception>
    /// <exception cref="InvalidOperationException">The set has one sample only.</exception>
    public (DataSet First, DataSet Second) Split(double fraction, long seed = 0)
    {
        if (!(fraction > 0 && fraction < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, Text($"The share of the first set must be in (0, 1); it is {fraction}."));
        }

        if (Count < 2)
        {
            throw new InvalidOperationException("A set of one sample cannot be divided.");
        }

        int first = Math.Clamp((int)Math.Round(Count * fraction), 1, Count - 1);
        var order = new int[Count];
        FillOrder(order, new Philox(seed, SplitStream));
        return (Take(order.AsSpan(0, first)), Take(order.AsSpan(first)));
    }

    /// <summary>
    /// The sample numbers in the order in which <see cref="Trainer{TNetwork}.Fit"/> visits them: a function of seed and epoch only.
    /// </summary>
    /// <param name="seed">The seed of the shuffle.</param>
    /// <param name="epoch">The epoch, from 1.</param>
    public int[] ShuffledOrder(long seed, int epoch)
    {
        var order = new int[Count];
        ShuffledOrder(seed, epoch, order);
        return order;
    }

    /// <summary>Measures mean and standard deviation of each input feature, for bringing this set and others to mean 0 and deviation 1.</summary>
    /// <remarks>
    /// Measure the training set, then apply the result to every set and to every input of a prediction. Inputs on very different or large
    /// scales are what makes gradients explode most often, and scaling them is the remedy that cures rather than contains.
    /// </remarks>
    public Standardizer Standardize() => Standardizer.Measure(this);

    /// <inheritdoc/>
    public override string ToString() => HasLabels
        ? Text($"{Count} samples, {InputSize} inputs, {Classes} classes")
        : Text($"{Count} samples, {InputSize} inputs, {TargetSize} targets");

    /// <summary>The same samples with other inputs of the same shape.</summary>
    internal DataSet WithInputs(float[] inputs) => new(Count, inputs, InputSize, _targets, TargetSize, _labels, Classes);

    /// <summary><see cref="ShuffledOrder(long, int)"/> without allocating.</summary>
    internal void ShuffledOrder(long seed, int epoch, Span<int> order) => FillOrder(order, new Philox(seed, ShuffleStream + epoch));

    /// <summary>Copies the samples of these numbers, row after row.</summary>
    internal void Gather(ReadOnlySpan<int> samples, Span<float> inputs, Span<float> targets, Span<int> labels)
    {
        ReadOnlySpan<float> from = _inputs.Span;
        for (int i = 0; i < samples.Length; i++)
        {
            from.Slice(samples[i] * InputSize, InputSize).CopyTo(inputs.Slice(i * InputSize, InputSize));
        }

        if (HasLabels)
        {
            ReadOnlySpan<int> classes = _labels.Span;
            for (int i = 0; i < samples.Length; i++)
            {
                labels[i] = classes[samples[i]];
            }

            return;
        }

        ReadOnlySpan<float> values = _targets.Span;
        for (int i = 0; i < samples.Length; i++)
        {
            values.Slice(samples[i] * TargetSize, TargetSize).CopyTo(targets.Slice(i * TargetSize, TargetSize));
        }
    }

    private static void FillOrder(Span<int> order, Philox random)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        random.Shuffle(order);
    }

    private static int CountOf(float[] inputs, int inputSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        if (inputs.Length == 0)
        {
            throw new ArgumentException("There is no sample.", nameof(inputs));
        }

        if (inputs.Length % inputSize != 0)
        {
            throw new ArgumentException(Text($"A sample has {inputSize} inputs, and {inputs.Length} is not a multiple of that."), nameof(inputs));
        }

        return inputs.Length / inputSize;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private DataSet Take(ReadOnlySpan<int> samples)
    {
        var inputs = new float[samples.Length * InputSize];
        var targets = new float[samples.Length * TargetSize];
        var labels = new int[HasLabels ? samples.Length : 0];
        Gather(samples, inputs, targets, labels);
        return new DataSet(samples.Length, inputs, InputSize, HasLabels ? default : targets, TargetSize, HasLabels ? labels : default, Classes);
    }
}
