using SampleKit.Svg;

namespace ClassicCases.Results;

/// <summary>A drawing of a case.</summary>
/// <param name="Name">The name of its file, without the ending.</param>
/// <param name="Title">What stands above.</param>
/// <param name="Drawing">The drawing.</param>
/// <param name="Caption">What to see in it.</param>
internal sealed record Figure(string Name, string Title, LinePlot Drawing, string Caption);
