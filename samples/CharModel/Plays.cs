using NetGen;

namespace CharModel;

/// <summary>A text as token ids, and batches of pieces of it.</summary>
internal sealed class Plays
{
    private readonly byte[] _ids;

    private Plays(string text) => _ids = [.. text.Where(static c => c != '\r').Select(static c => (byte)Alphabet.IdOf(c))];

    /// <summary>The number of characters.</summary>
    public int Length => _ids.Length;

    /// <summary>The file: the one given, or in the folder given, or one in a data folder above the current one.</summary>
    public static string? Find(string? given)
    {
        if (given is not null)
        {
            return File.Exists(given) ? given
                : new[] { Path.Combine(given, "input.txt"), Path.Combine(given, "shakespeare", "input.txt") }.FirstOrDefault(File.Exists);
        }

        for (DirectoryInfo? folder = new(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            foreach (string candidate in new[] { "shared/data/shakespeare/input.txt", "data/shakespeare/input.txt" })
            {
                string path = Path.Combine(folder.FullName, candidate);
                if (File.Exists(path))
                {
                    return path;
                }
            }
        }

        return null;
    }

    public static Plays Read(string path) => new(File.ReadAllText(path));

    /// <summary>The first part, to train with, and the rest, to test with.</summary>
    public (Plays Training, Plays Testing) Split(double share)
    {
        int cut = (int)(Length * share);
        return (new Plays(_ids[..cut]), new Plays(_ids[cut..]));
    }

    private Plays(byte[] ids) => _ids = ids;

    /// <summary>Fills a batch with pieces that start anywhere: the characters, and for each the one that follows it.</summary>
    public void Draw(ref Philox random, Span<float> input, Span<int> labels, int steps)
    {
        for (int start = 0; start < labels.Length; start += steps)
        {
            Take(random.NextInt32(Length - steps), input.Slice(start, steps), labels.Slice(start, steps));
        }
    }

    /// <summary>One piece.</summary>
    public void Take(int place, Span<float> input, Span<int> labels)
    {
        for (int t = 0; t < labels.Length; t++)
        {
            input[t] = _ids[place + t];
            labels[t] = _ids[place + t + 1];
        }
    }
}
