using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using CharModel;
using NetGen;

var data = new Option<string?>("--data") { Description = "A text file, or a folder with input.txt or shakespeare/input.txt. Without it a folder data/shakespeare above the current one is used." };
var seconds = new Option<double>("--seconds") { Description = "How long to train.", DefaultValueFactory = _ => 90 };
var steps = new Option<int>("--steps") { Description = "Trains for so many steps instead of for a time: the same seed then gives the same text on any machine." };
var quick = new Option<bool>("--quick") { Description = "Trains for 10 seconds: words begin to show." };
var length = new Option<int>("--length") { Description = "The characters to write.", DefaultValueFactory = _ => 600 };
var temperature = new Option<float>("--temperature") { Description = "Below 1 the text is more careful, above 1 wilder.", DefaultValueFactory = _ => 0.7f };
var seed = new Option<long>("--seed") { Description = "The seed of initialisation, batches and writing.", DefaultValueFactory = _ => 1 };
Check(temperature, static t => t > 0 && float.IsFinite(t), "a number greater than 0");
Check(seconds, static s => s > 0 && double.IsFinite(s), "a number greater than 0");
Check(steps, static s => s >= 0, "at least 0");
Check(length, static l => l >= 0, "at least 0");

var command = new RootCommand("Trains a recurrent network on Shakespeare's plays, character by character, and lets it write.") { data, seconds, steps, quick, length, temperature, seed };
command.SetAction((arguments, cancellationToken) => Task.FromResult(Run(
    arguments.GetValue(data), arguments.GetValue(quick) ? 10 : arguments.GetValue(seconds), arguments.GetValue(steps), arguments.GetValue(length),
    arguments.GetValue(temperature), arguments.GetValue(seed), cancellationToken)));
return command.Parse(args).Invoke();

static void Check<T>(Option<T> option, Predicate<T> holds, string requirement)
    where T : IParsable<T> => option.Validators.Add(result =>
{
    // What is no number at all is reported when the option is read.
    if (result.Tokens is [.., var token] && T.TryParse(token.Value, null, out T? value) && !holds(value))
    {
        result.AddError($"{option.Name} is {token.Value}; it must be {requirement}.");
    }
});

static int Run(string? given, double seconds, int steps, int length, float temperature, long seed, CancellationToken cancellationToken)
{
    if (Plays.Find(given) is not { } path)
    {
        Console.Error.WriteLine(given is null ? "No data/shakespeare/input.txt in a folder above this one; name a text with --data." : $"{given} is no text, and holds no input.txt.");
        return 1;
    }

    (Plays training, Plays testing) = Plays.Read(path).Split(0.95);
    if (testing.Length <= 20 * PlayNet.InputSize)
    {
        Console.Error.WriteLine($"{path} has {training.Length + testing.Length} characters; at least {20 * 20 * PlayNet.InputSize} are needed.");
        return 1;
    }

    Console.WriteLine($"{training.Length + testing.Length} characters of {path}");
    Console.WriteLine(PlayNet.Summary);
    var network = new PlayNet(seed);
    Train(network, training, testing, seconds, steps, seed, cancellationToken);
    Console.WriteLine();
    new Writer(network, seed).Write("\nROMEO:\n", length, temperature, Console.Write);
    Console.WriteLine();
    return 0;
}

static void Train(PlayNet network, Plays training, Plays testing, double seconds, int steps, long seed, CancellationToken cancellationToken)
{
    const int Batch = 32;
    var optimizer = new Adam(4e-3f);
    using var trainer = new Trainer<PlayNet>(network, optimizer) { Clip = Clip.GlobalNorm(1f), Seed = seed };
    float[] input = new float[Batch * PlayNet.InputSize];
    int[] labels = new int[input.Length];
    var random = new Philox(seed, 1);
    var clock = Stopwatch.StartNew();
    double next = 0, loss = 0;
    int count = 0;
    Console.WriteLine("seconds   steps  training  test loss  |dL/dh| first/last step  health");
    for (double done = 0; done < 1 && !cancellationToken.IsCancellationRequested; done = steps > 0 ? (double)trainer.StepCount / steps : clock.Elapsed.TotalSeconds / seconds)
    {
        // The rate falls to a tenth over the time, or the steps, that there are.
        optimizer.LearningRate = 4e-3f * (float)Math.Pow(0.1, done);
        training.Draw(ref random, input, labels, PlayNet.InputSize);
        StepResult step = trainer.Step(input, labels);
        loss += step.Loss;
        count++;
        if (done >= next)
        {
            ReadOnlySpan<double> norms = trainer.StepGradients("gru1");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{clock.Elapsed.TotalSeconds,7:F0} {trainer.StepCount,7} {loss / count,9:F3} {Test(network, testing),10:F3}  {norms[0] / norms[^1],22:G3}   {step.Verdict}"));
            (loss, count) = (0, 0);
            next += 0.1;
        }
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"test loss {Test(network, testing):F3} (nats a character; chance {Math.Log(Alphabet.Size):F3})"));
}

// The mean of -ln p(next character) over pieces of the test text.
static double Test(PlayNet network, Plays testing)
{
    const int Pieces = 20;
    int steps = PlayNet.InputSize;
    float[] input = new float[steps], probabilities = new float[PlayNet.OutputSize];
    int[] labels = new int[steps];
    double sum = 0;
    for (int piece = 0; piece < Pieces; piece++)
    {
        testing.Take(piece * ((testing.Length - steps - 1) / Pieces), input, labels);
        network.PredictProbabilities(input, probabilities);
        for (int t = 0; t < steps; t++)
        {
            sum -= Math.Log(probabilities[(t * Alphabet.Size) + labels[t]]);
        }
    }

    return sum / (Pieces * steps);
}
