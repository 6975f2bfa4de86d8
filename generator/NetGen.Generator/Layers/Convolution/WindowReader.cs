using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>Reads stride, dilation and padding of a window, and computes what it makes of a shape.</summary>
internal sealed class WindowReader
{
    private static readonly string[] s_ofImages = ["StrideHeight", "StrideWidth", "DilationHeight", "DilationWidth", "PadTop", "PadBottom"];

    private readonly AttributeReader _attribute;
    private readonly WindowSize _size;
    private readonly bool _isImage;
    private readonly int _strideY;
    private readonly int _strideX;
    private readonly int _dilationY;
    private readonly int _dilationX;
    private readonly Padding _padding;
    private readonly int _top;
    private readonly int _bottom;
    private readonly int _left;
    private readonly int _right;

    /// <summary>Reads and checks everything that does not depend on the input.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="size">The window, still to be checked.</param>
    /// <param name="isImage">False for a sequence.</param>
    /// <param name="strideIsSize">Whether the stride is the size of the window where it is not set.</param>
    public WindowReader(AttributeReader attribute, WindowSize size, bool isImage, bool strideIsSize)
    {
        _attribute = attribute;
        _isImage = isImage;
        int width = Checked(size.WidthArgument, size.Width);
        bool isSquare = size.HeightArgument == size.WidthArgument;
        _size = size with { Height = !isSquare ? Checked(size.HeightArgument, size.Height) : isImage ? width : 1, Width = width };
        int stride = Option("Stride", 0), dilation = Option("Dilation", 1);
        (int defaultY, int defaultX) = stride > 0 ? (stride, stride) : strideIsSize ? (_size.Height, _size.Width) : (1, 1);
        _strideY = isImage ? Option("StrideHeight", defaultY) : 1;
        _strideX = isImage ? Option("StrideWidth", defaultX) : defaultX;
        _dilationY = isImage ? Option("DilationHeight", dilation) : 1;
        _dilationX = isImage ? Option("DilationWidth", dilation) : dilation;
        _padding = ReadPadding();
        int pad = Amount("Pad", 0);
        (_top, _bottom) = isImage ? (Amount("PadTop", pad), Amount("PadBottom", pad)) : (0, 0);
        _left = Amount("PadLeft", pad);
        _right = Amount("PadRight", pad);
        if (!isImage)
        {
            foreach (string option in s_ofImages.Where(attribute.IsSet))
            {
                attribute.Report(
                    Descriptors.OptionOutOfRange, option, $"{attribute.Kind}.{option}", Text.Of(attribute.Named(option, 0)), "left out, because a sequence has no height");
            }
        }
    }

    /// <summary>The larger of the strides.</summary>
    public int LargestStride => Math.Max(_strideY, _strideX);

    /// <summary>The positions that the window spans along an axis, with the gaps of its dilation.</summary>
    public long SpanY => ((long)(_size.Height - 1) * _dilationY) + 1;

    public long SpanX => ((long)(_size.Width - 1) * _dilationX) + 1;

    /// <summary>A window that slides over the input; reports when it does not fit into it.</summary>
    public WindowModel Over(int height, int width)
    {
        (int top, int bottom) = Padding(height, SpanY, _strideY, _top, _bottom);
        (int left, int right) = Padding(width, SpanX, _strideX, _left, _right);
        bool fits = Fits(SpanY, height, top, bottom, _size.HeightArgument, "rows", _size.Height, _dilationY)
            & Fits(SpanX, width, left, right, _size.WidthArgument, _isImage ? "columns" : "steps", _size.Width, _dilationX);
        return !fits
            ? new WindowModel(height, width, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0)
            : new WindowModel(
                height, width, Outputs(height, top, bottom, SpanY, _strideY), Outputs(width, left, right, SpanX, _strideX),
                _size.Height, _size.Width, _strideY, _strideX, _dilationY, _dilationX, top, left);
    }

    /// <summary>The window of the convolution from output to input whose transpose enlarges an input of that size.</summary>
    public WindowModel Enlarging(int height, int width, int outputPad)
    {
        (int outputHeight, int top) = Enlarged(height, SpanY, _strideY, _top, _bottom, _isImage ? outputPad : 0);
        (int outputWidth, int left) = Enlarged(width, SpanX, _strideX, _left, _right, outputPad);
        foreach ((int size, string argument) in new[] { (outputHeight, _size.HeightArgument), (outputWidth, _size.WidthArgument) })
        {
            if (size is < 1 or > Limits.Size)
            {
                _attribute.Report(Descriptors.SizeOutOfRange, argument, $"The output of {_attribute.Kind}", Text.Of(size), Text.Of(Limits.Size));
                return new WindowModel(height, width, height, width, 1, 1, 1, 1, 1, 1, 0, 0);
            }
        }

        return new WindowModel(
            outputHeight, outputWidth, height, width, _size.Height, _size.Width, _strideY, _strideX, _dilationY, _dilationX, top, left);
    }

    /// <summary>A pooling window must see a position of the input wherever it stands.</summary>
    public void RequirePaddingWithinWindow()
    {
        foreach ((string side, int amount, long span) in new[] { ("PadTop", _top, SpanY), ("PadBottom", _bottom, SpanY), ("PadLeft", _left, SpanX), ("PadRight", _right, SpanX) })
        {
            if (amount >= span)
            {
                string argument = _attribute.IsSet(side) ? side : "Pad";
                _attribute.Report(
                    Descriptors.OptionOutOfRange, argument, $"{_attribute.Kind}.{argument}", Text.Of(amount), $"less than {Text.Of(span)}, the positions that the window spans");
                return;
            }
        }
    }

    private int Checked(string argument, int size) => Check(argument, $"{_attribute.Kind}.{argument}", size);

    private int Option(string name, int otherwise) =>
        _attribute.IsSet(name) ? Check(name, $"{_attribute.Kind}.{name}", _attribute.Named(name, otherwise)) : otherwise;

    private int Check(string argument, string name, int value)
    {
        if (value is >= 1 and <= Limits.Size)
        {
            return value;
        }

        _attribute.Report(Descriptors.SizeOutOfRange, argument, name, Text.Of(value), Text.Of(Limits.Size));
        return 1;
    }

    private int Amount(string name, int otherwise)
    {
        int amount = _attribute.Named(name, otherwise);
        if (amount is >= 0 and <= Limits.Size)
        {
            return amount;
        }

        _attribute.Report(Descriptors.OptionOutOfRange, name, $"{_attribute.Kind}.{name}", Text.Of(amount), $"a whole number from 0 to {Text.Of(Limits.Size)}");
        return 0;
    }

    private Padding ReadPadding()
    {
        Padding padding = _attribute.Named("Padding", NetGen.Padding.Valid);
        _attribute.RequireDefined("Padding", padding);
        if (padding == NetGen.Padding.Causal && _isImage)
        {
            _attribute.Report(
                Descriptors.OptionOutOfRange, "Padding", $"{_attribute.Kind}.Padding", padding, "Valid or Same, because an image has no earlier and later");
            return NetGen.Padding.Same;
        }

        foreach (string amount in new[] { "Pad", "PadTop", "PadBottom", "PadLeft", "PadRight" })
        {
            if (_attribute.IsSet(amount) && _attribute.IsSet("Padding"))
            {
                _attribute.Report(
                    Descriptors.Contradiction, amount, $"Padding = {padding}", amount, "padding is either chosen or given in positions");
                return NetGen.Padding.Valid;
            }
        }

        return padding;
    }

    private (int Before, int After) Padding(int size, long span, int stride, int before, int after)
    {
        switch (_padding)
        {
            case NetGen.Padding.Same:
                int outputs = (size + stride - 1) / stride;
                int total = Int(Math.Max(0, ((long)(outputs - 1) * stride) + span - size));
                return (total / 2, total - (total / 2));
            case NetGen.Padding.Causal:
                return (Int(span - 1), 0);
            default:
                return (before, after);
        }
    }

    private (int Size, int Before) Enlarged(int size, long span, int stride, int before, int after, int outputPad)
    {
        long reach = ((long)(size - 1) * stride) + span;
        switch (_padding)
        {
            case NetGen.Padding.Same:
                long same = (long)size * stride;
                return (Int(same), Int(Math.Max(0, reach - same) / 2));
            case NetGen.Padding.Causal:
                return (Int((long)size * stride), 0);
            default:
                return (Int(reach - before - after + outputPad), before);
        }
    }

    private static int Outputs(int size, int before, int after, long span, int stride) => Int((((long)size + before + after - span) / stride) + 1);

    private static int Int(long size) => (int)Math.Max(Math.Min(size, int.MaxValue), int.MinValue);

    private bool Fits(long span, int size, int before, int after, string argument, string unit, int kernel, int dilation)
    {
        if (span <= (long)size + before + after)
        {
            return true;
        }

        string window = dilation == 1 ? $"{Text.Of(kernel)} {unit}" : $"{Text.Of(kernel)} {unit}, which span {Text.Of(span)} with dilation {Text.Of(dilation)},";
        string input = before + after == 0 ? $"{Text.Of(size)} {unit}" : $"{Text.Of(size)} {unit} and {Text.Of(before + after)} of padding";
        _attribute.Report(Descriptors.ShapeDoesNotFit, argument, _attribute.Kind, $"its window has {window} and what comes before it has {input}");
        return false;
    }
}
