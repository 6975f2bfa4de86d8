using NetGen;
using NetGenApp;

// Known at compile time; hovering over MoonsNet shows it too.
Console.WriteLine(MoonsNet.Summary);

var training = TwoMoons.Create(count: 1000, seed: 1);
var testing = TwoMoons.Create(count: 250, seed: 2);

var network = new MoonsNet(seed: 1);
using var trainer = new Trainer<MoonsNet>(network, new Adam(5e-3f)) { Clip = Clip.GlobalNorm(1f) };
var result = trainer.Fit(training, new FitOptions { Epochs = 20, BatchSize = 32, Validation = testing });
Console.WriteLine(result);

// What the last step did to each layer, and what that says about the training as a whole.
foreach (var layer in trainer.Gradients)
{
    Console.WriteLine(layer);
}

Console.WriteLine(trainer.Health.Report());

float[] point = [0.5f, 0.25f];
var probabilities = new float[MoonsNet.OutputSize];
network.PredictProbabilities(point, probabilities);
Console.WriteLine($"({point[0]}, {point[1]}) is on the upper moon with probability {probabilities[0]:P1}.");
