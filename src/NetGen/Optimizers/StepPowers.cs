namespace NetGen;

/// <summary>Powers for bias corrections, from exactly rounded operations only: the same bits on every platform.</summary>
internal static class StepPowers
{
    /// <summary>xⁿ by repeated squaring.</summary>
    public static double Power(double x, long n)
    {
        double power = 1;
        for (; n > 0; n >>= 1)
        {
            if ((n & 1) != 0)
            {
                power *= x;
            }

            x *= x;
        }

        return power;
    }

    /// <summary>1 − βᵗ, the share of a running average that started at 0 which t steps have filled.</summary>
    public static double Filled(double beta, long step) => IsFilled(beta, step) ? 1 : 1 - Power(beta, step);

    /// <summary>Whether 1 − βᵗ is 1 to the last bit.</summary>
    public static bool IsFilled(double beta, long step)
    {
        // βᵗ ≤ e^(−t(1 − β)): from here on it is below 2⁻⁶⁴. Long before it vanishes, multiplying on would go through denormals.
        const double vanished = 45;
        return step * (1 - beta) > vanished;
    }

    /// <summary>eˣ for x ≤ 0: the Taylor series of x/2ᵏ, squared k times.</summary>
    public static double Exponential(double x)
    {
        int halvings = 0;
        while (x < -0.0625)
        {
            x *= 0.5;
            halvings++;
        }

        double term = 1;
        double sum = 1;
        for (int i = 1; i <= 12; i++)
        {
            term *= x / i;
            sum += term;
        }

        for (; halvings > 0; halvings--)
        {
            sum *= sum;
        }

        return sum;
    }
}
