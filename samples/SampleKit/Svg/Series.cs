namespace SampleKit.Svg;

/// <summary>A line of a plot.</summary>
/// <param name="Name">What it is; shown when the pointer rests on it.</param>
/// <param name="Style">The number of its colour and dash pattern, as in the legend.</param>
/// <param name="Points">Its points. A y of null is a number that was not finite: the line ends with a cross at the top.</param>
/// <param name="Markers">Whether each point gets a dot that tells its value.</param>
public sealed record Series(string Name, int Style, IReadOnlyList<(double X, double? Y)> Points, bool Markers = false);

/// <summary>A thin line across a plot with a text at one of its ends.</summary>
/// <param name="Y">Where.</param>
/// <param name="Text">What it stands for.</param>
/// <param name="Below">Whether the text stands below the line.</param>
/// <param name="AtStart">Whether it stands at the left end.</param>
public sealed record Reference(double Y, string Text, bool Below = false, bool AtStart = false);
