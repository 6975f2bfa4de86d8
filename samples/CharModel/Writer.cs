using NetGen;

namespace CharModel;

/// <summary>Writes text by streaming: each character that was drawn is the next step.</summary>
internal sealed class Writer(PlayNet network, long seed)
{
    private readonly float[] _scores = new float[Alphabet.Size];
    private Philox _random = new(seed);

    /// <summary>Continues a beginning.</summary>
    /// <param name="beginning">What the network reads first.</param>
    /// <param name="length">The characters to write.</param>
    /// <param name="temperature">Below 1 the likelier characters are preferred.</param>
    /// <param name="write">Receives each character.</param>
    public void Write(string beginning, int length, float temperature, Action<char> write)
    {
        StreamState state = network.CreateState();
        foreach (char character in beginning)
        {
            network.Step([Alphabet.IdOf(character)], state, _scores);
            write(character);
        }

        for (int i = 0; i < length; i++)
        {
            int id = Draw(temperature);
            write(Alphabet.CharacterOf(id));
            network.Step([id], state, _scores);
        }
    }

    private int Draw(float temperature)
    {
        float most = _scores.Max();
        double total = 0;
        Span<double> weights = stackalloc double[Alphabet.Size];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Exp((_scores[i] - most) / temperature);
            total += weights[i];
        }

        double left = _random.NextDouble() * total;
        int id = 0;
        while (id < weights.Length - 1 && left >= weights[id])
        {
            left -= weights[id++];
        }

        return id;
    }
}
