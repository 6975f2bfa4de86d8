using System.Globalization;
using NetGen;

var net = new XorNet(seed: 1);
using var trainer = new Trainer<XorNet>(net, new Adam(0.02f)) { Clip = Clip.GlobalNorm(1f) };

float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
float[] targets = [0, 1, 1, 0];
float first = trainer.Step(inputs, targets).Loss;
float last = first;
for (int i = 1; i < 500; i++)
{
    last = trainer.Step(inputs, targets).Loss;
}

float[] chance = new float[4];
net.PredictProbabilities(inputs, chance);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"XorNet: loss {first} -> {last}, predicts {chance.Count(c => c > 0.5f)}"));

[Network, Input(2)]
[Dense(8), Tanh]
[Dense(1), BinaryCrossEntropy]
public partial class XorNet;
