using NetGen.Generator.GradientFlow;

namespace NetGen.Generator.Tests.GradientFlow;

/// <summary>LSTMs of n units with one set of normal weights of variance 1/n each, gates that get inputs of variance 1, and a gradient of the last state.</summary>
/// <param name="states">E[h²] at each step.</param>
/// <param name="gradients">E[(dL/dh)²] at each step.</param>
internal sealed class LongShortSimulation(double[] states, double[] gradients)
{
    private const int Gates = 4;

    public double[] States => states;

    public double[] Gradients => gradients;

    /// <summary>The mean over networks.</summary>
    public static LongShortSimulation Of(int units, int steps, double forget, int networks)
    {
        var mean = new LongShortSimulation(new double[steps], new double[steps]);
        for (int network = 0; network < networks; network++)
        {
            mean.Add(new Random(network + 1), units, steps, forget, networks);
        }

        return mean;
    }

    private void Add(Random random, int units, int steps, double forget, int networks)
    {
        var weights = new double[Gates * units][];
        for (int row = 0; row < weights.Length; row++)
        {
            weights[row] = Normals(random, units, 1 / Math.Sqrt(units));
        }

        var gates = new double[steps][];
        var memories = new double[steps + 1][];
        (memories[0], double[] h) = (new double[units], new double[units]);
        for (int t = 0; t < steps; t++)
        {
            gates[t] = Normals(random, Gates * units, 1);
            memories[t + 1] = new double[units];
            for (int row = 0; row < weights.Length; row++)
            {
                double z = gates[t][row] + System.Numerics.Tensors.TensorPrimitives.Dot<double>(weights[row], h);
                gates[t][row] = row / units == 2 ? Math.Tanh(z) : GateFunctions.Logistic(z + (row / units == 1 ? forget : 0));
            }

            for (int n = 0; n < units; n++)
            {
                double c = (gates[t][units + n] * memories[t][n]) + (gates[t][n] * gates[t][(2 * units) + n]);
                memories[t + 1][n] = c;
                h[n] = gates[t][(3 * units) + n] * Math.Tanh(c);
                States[t] += h[n] * h[n] / units / networks;
            }
        }

        double[] state = Normals(random, units, 1), memory = new double[units], dGates = new double[Gates * units];
        for (int t = steps - 1; t >= 0; t--)
        {
            for (int n = 0; n < units; n++)
            {
                Gradients[t] += state[n] * state[n] / units / networks;
                (double i, double f, double g, double o) = (gates[t][n], gates[t][units + n], gates[t][(2 * units) + n], gates[t][(3 * units) + n]);
                double squashed = Math.Tanh(memories[t + 1][n]);
                memory[n] += state[n] * o * (1 - (squashed * squashed));
                dGates[n] = memory[n] * g * i * (1 - i);
                dGates[units + n] = memory[n] * memories[t][n] * f * (1 - f);
                dGates[(2 * units) + n] = memory[n] * i * (1 - (g * g));
                dGates[(3 * units) + n] = state[n] * squashed * o * (1 - o);
                memory[n] *= f;
            }

            Array.Clear(state);
            for (int row = 0; row < weights.Length; row++)
            {
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(weights[row], dGates[row], state, state);
            }
        }
    }

    private static double[] Normals(Random random, int count, double deviation)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        return values;
    }
}
