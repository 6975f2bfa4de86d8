using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace NetGen.Benchmarks.Peers.Onnx;

/// <summary>Writes the wire format of protocol buffers: numbers, texts, floats and messages within messages.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int Delimited = 2;

    private readonly List<byte> _bytes = [];

    /// <summary>What was written.</summary>
    public byte[] ToArray() => [.. _bytes];

    /// <summary>A whole number.</summary>
    public ProtobufWriter Number(int field, long value)
    {
        Add((ulong)((field << 3) | Varint));
        Add((ulong)value);
        return this;
    }

    /// <summary>A text.</summary>
    public ProtobufWriter String(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message within the message.</summary>
    public ProtobufWriter Message(int field, ProtobufWriter message) => Bytes(field, CollectionsMarshal.AsSpan(message._bytes));

    /// <summary>Floats as little-endian bytes.</summary>
    public ProtobufWriter RawFloats(int field, ReadOnlySpan<float> values)
    {
        byte[] raw = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(i * sizeof(float)), values[i]);
        }

        return Bytes(field, raw);
    }

    private ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Add((ulong)((field << 3) | Delimited));
        Add((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    private void Add(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
    }
}
