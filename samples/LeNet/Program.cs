using System.CommandLine;
using System.Globalization;
using LeNet;
using NetGen;

var data = new Option<string?>("--data")
{
    Description = $"The folder that holds {Mnist.Images} and {Mnist.Labels}, compressed or not. Without it a folder shared/data/mnist or data/mnist above the current one is used.",
};
var epochs = new Option<int>("--epochs") { Description = "How often the training images are gone through.", DefaultValueFactory = _ => 10 };
var seed = new Option<long>("--seed") { Description = "The seed of initialisation and shuffling: the same seed gives the same bits.", DefaultValueFactory = _ => 1 };
var quick = new Option<bool>("--quick") { Description = "Half of the images and three epochs; 93% are enough." };
epochs.Validators.Add(result =>
{
    // What is no number at all is reported when the option is read.
    if (result.Tokens is [.., var token] && int.TryParse(token.Value, out int value) && value < 1)
    {
        result.AddError($"--epochs is {value}; it must be at least 1.");
    }
});

var command = new RootCommand("Trains LeNet-5 on 8,000 handwritten digits and tests it on 2,000 others. Exit code 0 means that it reads 97% of them.") { data, epochs, seed, quick };
command.SetAction((arguments, cancellationToken) => Task.FromResult(
    Run(arguments.GetValue(data), arguments.GetValue(epochs), arguments.GetValue(seed), arguments.GetValue(quick), cancellationToken)));
return await command.Parse(args).InvokeAsync();

static int Run(string? given, int epochs, long seed, bool quick, CancellationToken cancellationToken)
{
    string? folder = Mnist.Find(given);
    if (folder is null)
    {
        Console.Error.WriteLine($"{given ?? "No folder above the current one"} holds {Mnist.Images}.gz and {Mnist.Labels}.gz; give a folder that does with --data.");
        return 2;
    }

    try
    {
        DataSet all = Mnist.Read(folder);
        if (all.Count < 10_000)
        {
            Console.Error.WriteLine($"{folder} has {all.Count} digits; 10,000 are needed.");
            return 2;
        }

        return Train(all.Slice(0, quick ? 4_000 : 8_000), all.Slice(8_000, 2_000), quick ? Math.Min(epochs, 3) : epochs, seed, quick ? 0.93 : 0.97, cancellationToken);
    }
    catch (FormatException problem)
    {
        Console.Error.WriteLine(problem.Message);
        return 2;
    }
}

static int Train(DataSet training, DataSet testing, int epochs, long seed, double wanted, CancellationToken cancellationToken)
{
    Console.WriteLine(LeNet5.Summary);
    var network = new LeNet5(seed);
    var adam = new Adam(2e-3f);
    using var trainer = new Trainer<LeNet5>(network, adam) { Seed = seed };
    trainer.Fit(
        training, new FitOptions { Epochs = epochs, BatchSize = 32, Seed = seed, Validation = testing, ReportEvery = 20 },
        new DecayingRate(adam, new EpochLine()), cancellationToken);
    double accuracy = trainer.Evaluate(testing).Accuracy ?? 0;
    bool passed = accuracy >= wanted;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{accuracy:P2} of {testing.Count} digits it has not seen are read correctly; {(passed ? "at least" : "less than the")} {wanted:P0}{(passed ? " were" : " that are")} asked for."));
    return passed ? 0 : 1;
}
