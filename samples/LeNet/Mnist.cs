using System.Buffers.Binary;
using System.IO.Compression;
using NetGen;

namespace LeNet;

/// <summary>
/// Reads images and labels of handwritten digits (LeCun, Cortes and Burges) in the IDX format: big-endian numbers, then a byte
/// for each pixel or label. Files may be compressed with gzip.
/// </summary>
internal static class Mnist
{
    public const string Images = "t10k-images-idx3-ubyte";
    public const string Labels = "t10k-labels-idx1-ubyte";

    private const int ImageMagic = 0x803;
    private const int LabelMagic = 0x801;
    private const int Side = 28;

    // Mean and deviation of all pixels of the original training set: signals of that size are what initialisers assume.
    private const float Mean = 33.32f;
    private const float Deviation = 78.57f;

    /// <summary>The folder that holds the set: the one given, or shared/data/mnist or data/mnist in a folder above the current one.</summary>
    public static string? Find(string? given)
    {
        if (given is not null)
        {
            return Holds(given) ? given : Holds(Path.Combine(given, "mnist")) ? Path.Combine(given, "mnist") : null;
        }

        for (DirectoryInfo? folder = new(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            foreach (string candidate in new[] { "shared/data/mnist", "data/mnist" })
            {
                string path = Path.Combine(folder.FullName, candidate);
                if (Holds(path))
                {
                    return path;
                }
            }
        }

        return null;
    }

    public static DataSet Read(string folder)
    {
        byte[] images = ReadFile(Path.Combine(folder, Images)), labels = ReadFile(Path.Combine(folder, Labels));
        int count = Header(images, Images, ImageMagic, Side, Side), classes = Header(labels, Labels, LabelMagic);
        if (count != classes)
        {
            throw new FormatException($"{folder}: {count} images and {classes} labels.");
        }

        float[] pixels = new float[count * Side * Side];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (images[16 + i] - Mean) / Deviation;
        }

        return DataSet.FromLabels(pixels, Side * Side, Array.ConvertAll(labels[8..], static label => (int)label), 10);
    }

    /// <summary>Checks a header and returns the number of items.</summary>
    private static int Header(byte[] file, string name, int magic, params int[] dimensions)
    {
        int length = 8 + (4 * dimensions.Length);
        if (file.Length < length || BinaryPrimitives.ReadInt32BigEndian(file) != magic)
        {
            throw new FormatException($"{name} is not an IDX file with the number 0x{magic:x}.");
        }

        int count = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(4));
        long size = count;
        for (int i = 0; i < dimensions.Length; i++)
        {
            int found = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(8 + (4 * i)));
            if (found != dimensions[i])
            {
                throw new FormatException($"{name} has images of {found} where {dimensions[i]} is expected.");
            }

            size *= found;
        }

        return file.Length == length + size
            ? count
            : throw new FormatException($"{name} has {file.Length - length} bytes where {size} are expected.");
    }

    private static byte[] ReadFile(string path)
    {
        if (File.Exists(path))
        {
            return File.ReadAllBytes(path);
        }

        using var compressed = new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        compressed.CopyTo(memory);
        return memory.ToArray();
    }

    private static bool Holds(string folder) => Exists(Path.Combine(folder, Images)) && Exists(Path.Combine(folder, Labels));

    private static bool Exists(string path) => File.Exists(path) || File.Exists(path + ".gz");
}
