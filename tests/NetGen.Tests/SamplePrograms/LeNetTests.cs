using System.Buffers.Binary;
using System.IO.Compression;

namespace NetGen.Tests.SamplePrograms;

/// <summary>LeNet as a user runs it.</summary>
public sealed class LeNetTests
{
    [Fact]
    public async Task Quick_reads_enough_digits()
    {
        Assert.SkipUnless(SampleProgram.Data("mnist") is not null, "There is no shared/data/mnist above the tests.");
        (int exitCode, string output, string error) = await SampleProgram.Run("LeNet", "--quick", "--data", SampleProgram.Data("mnist")!);
        Assert.True(exitCode == 0, error + output);
        Assert.Contains("LeNet5: 28x28x1 -> 10", output, StringComparison.Ordinal);
        Assert.Equal(3, output.Split("   accuracy ").Length - 1);
        Assert.Contains(" of 2000 digits it has not seen are read correctly; at least 93", output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Theory]
    [InlineData("--epochs", "0", "--epochs is 0; it must be at least 1.")]
    [InlineData("--epochs", "many", "many")]
    [InlineData("--epoch", "3", "--epoch")]
    public async Task Wrong_arguments_are_errors_that_say_what_is_right(string option, string value, string message)
    {
        (int exitCode, _, string error) = await SampleProgram.Run("LeNet", option, value);
        Assert.Equal(1, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_folder_without_the_data_is_an_error_that_names_the_files() => SampleProgram.InFolder(async folder =>
    {
        (int exitCode, _, string error) = await SampleProgram.Run("LeNet", "--data", folder);
        Assert.Equal(2, exitCode);
        Assert.Contains($"{folder} holds t10k-images-idx3-ubyte.gz", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(20, 20, 28, 0x803, "has 20 digits; 10,000 are needed.")]
    [InlineData(20, 19, 28, 0x803, "20 images and 19 labels")]
    [InlineData(20, 20, 27, 0x803, "images of 27 where 28 is expected")]
    [InlineData(20, 20, 28, 0x802, "is not an IDX file with the number 0x803")]
    public Task Data_that_does_not_fit_is_an_error_with_the_numbers(int images, int labels, int side, int magic, string message) =>
        SampleProgram.InFolder(async folder =>
        {
            Write(Path.Combine(folder, "t10k-images-idx3-ubyte.gz"), magic, [images, side, side], images * side * side);
            Write(Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"), 0x801, [labels], labels);
            (int exitCode, _, string error) = await SampleProgram.Run("LeNet", "--data", folder);
            Assert.Equal(2, exitCode);
            Assert.Contains(message, error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        });

    private static void Write(string path, int magic, int[] dimensions, int bytes)
    {
        byte[] file = new byte[4 + (4 * dimensions.Length) + bytes];
        BinaryPrimitives.WriteInt32BigEndian(file, magic);
        for (int i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * i)), dimensions[i]);
        }

        using var stream = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        stream.Write(file);
    }
}
