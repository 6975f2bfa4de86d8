using System.CommandLine;
using DigitClassifier;
using NetGen;

var data = new Argument<string?>("data")
{
    Description = "The folder that holds optdigits.tra and optdigits.tes. Without it a folder data/optdigits above the current one is used, and two generated spirals when there is none.",
    Arity = ArgumentArity.ZeroOrOne,
};
var epochs = new Option<int>("--epochs") { Description = "How often the training set is gone through.", DefaultValueFactory = _ => 10 };
var seed = new Option<long>("--seed") { Description = "The seed of initialisation and shuffling: the same seed gives the same bits.", DefaultValueFactory = _ => 1 };
epochs.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 1)
    {
        result.AddError($"--epochs is {result.GetValueOrDefault<int>()}; it must be at least 1.");
    }
});

var command = new RootCommand("Trains a small classifier and shows accuracy and gradient health after every epoch.") { data, epochs, seed };
command.SetAction((arguments, cancellationToken) =>
    Task.FromResult(Run(arguments.GetValue(data), arguments.GetValue(epochs), arguments.GetValue(seed), cancellationToken)));
return command.Parse(args).Invoke();

static int Run(string? given, int epochs, long seed, CancellationToken cancellationToken)
{
    string? folder = OptDigits.Find(given);
    if (folder is null && given is not null)
    {
        Console.Error.WriteLine($"{given} holds no {OptDigits.Training} and {OptDigits.Testing}.");
        return 1;
    }

    try
    {
        if (folder is null)
        {
            Console.WriteLine("No optdigits folder: two generated spirals instead.");
            Console.WriteLine(SpiralNet.Summary);
            Train(new SpiralNet(seed), TwoSpirals.Create(1000, seed), TwoSpirals.Create(500, seed + 1), epochs * 10, seed, cancellationToken);
        }
        else
        {
            Console.WriteLine($"Digits from {folder}.");
            Console.WriteLine(DigitNet.Summary);
            Train(
                new DigitNet(seed), OptDigits.Read(Path.Combine(folder, OptDigits.Training)), OptDigits.Read(Path.Combine(folder, OptDigits.Testing)),
                epochs, seed, cancellationToken);
        }

        return 0;
    }
    catch (FormatException problem)
    {
        Console.Error.WriteLine(problem.Message);
        return 1;
    }
}

static void Train<TNetwork>(TNetwork network, DataSet training, DataSet testing, int epochs, long seed, CancellationToken cancellationToken)
    where TNetwork : class, INetwork<TNetwork>
{
    // Inputs of mean 0 and deviation 1 are what initialisers assume; the test set is scaled by what the training set measured.
    Standardizer standardizer = training.Standardize();
    using var trainer = new Trainer<TNetwork>(network, new Adam(2e-3f)) { Clip = Clip.GlobalNorm(5f), Seed = seed };
    using var table = new EpochTable<TNetwork>(trainer, Math.Max(1, epochs / 10));
    TrainingResult result = trainer.Fit(
        standardizer.Apply(training),
        new FitOptions { Epochs = epochs, BatchSize = 32, Seed = seed, Validation = standardizer.Apply(testing) },
        table,
        cancellationToken);
    table.Finish(result);
}
