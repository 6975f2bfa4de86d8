namespace NetGen;

/// <summary>
/// 1 − βᵗ of one optimizer, for step after step: βᵗ as that of the last multiple of 64 steps, which is kept, times that of the steps since. It depends
/// on t alone, whatever was asked for before. Squaring anew at every step, as <see cref="StepPowers"/> does, takes up to a tenth of the step of a small network.
/// </summary>
/// <param name="beta">β.</param>
internal sealed class DecayPowers(double beta)
{
    private const int Block = 64;

    private readonly double[] _powers = Powers(beta);
    private readonly double _ofBlock = StepPowers.Power(beta, Block);
    private long _block;
    private double _atBlock = 1;

    /// <summary>1 − βᵗ, the share of a running average that started at 0 which t steps have filled.</summary>
    public double Filled(long step)
    {
        if (StepPowers.IsFilled(beta, step))
        {
            return 1;
        }

        if (step / Block != _block)
        {
            _block = step / Block;
            _atBlock = StepPowers.Power(_ofBlock, _block);
        }

        return 1 - (_atBlock * _powers[step % Block]);
    }

    private static double[] Powers(double beta)
    {
        double[] powers = new double[Block];
        for (int i = 0; i < Block; i++)
        {
            powers[i] = StepPowers.Power(beta, i);
        }

        return powers;
    }
}
