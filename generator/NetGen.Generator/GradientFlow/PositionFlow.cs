namespace NetGen.Generator.GradientFlow;

/// <summary>Terms for each position that all samples share: sinusoids, of mean square 1/2, or learned ones.</summary>
/// <param name="Variance">The mean square of the terms.</param>
/// <param name="Sinusoids">Whether they are sinusoids, which neighbouring positions have in common.</param>
internal sealed record PositionFlow(double Variance, bool Sinusoids) : FlowStep
{
    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal x = Input(node).Settled();
        if (Variance == 0)
        {
            return x;
        }

        double square = SpecialFunctions.LogAdd(x.LogSquare, Math.Log(Variance));
        double share = Math.Exp(x.LogSquare - square);
        double common = Sinusoids ? context.Once((node.Positions, node.Channels, "sinusoids"), () => Common(node.Positions, node.Channels)) : 0;
        return x with
        {
            LogSquare = square,
            Product = new Pairs(
                x.Product.Samples.Map(p => (share * p) + 1 - share),
                x.Product.Places.Map(p => (share * p) + ((1 - share) * common)),
                x.Product.Both.Map(p => (share * p) + ((1 - share) * common))),
            Mean = x.Mean * Math.Sqrt(share),
            Base = null,
            Moments = null,
            IsNormed = false,
        };
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context) => node.Gradient;

    public override double Elasticity(FlowNode node, int input) => Math.Min(1, Math.Exp(Input(node).LogSquare - node.Signal.LogSquare));

    /// <summary>The mean over pairs of positions of the sum of their products, which is one of cosines of their distance.</summary>
    private static double Common(int positions, int channels)
    {
        if (positions < 2)
        {
            return 0;
        }

        double sum = 0;
        int frequencies = Math.Max(1, channels / 2);
        int stride = Math.Max(1, positions / 256);
        double weights = 0;
        for (int distance = 1; distance < positions; distance += stride)
        {
            double cosines = 0;
            for (int i = 0; i < frequencies; i++)
            {
                cosines += Math.Cos(distance * Math.Pow(10000, -2.0 * i / channels));
            }

            sum += (positions - distance) * cosines / frequencies;
            weights += positions - distance;
        }

        return sum / weights;
    }
}
