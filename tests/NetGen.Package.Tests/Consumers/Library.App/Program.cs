// No package reference of its own: the network of the library is an ordinary class, and the runtime comes with it.
var network = new Library.LineModel(seed: 1);
float[] prediction = new float[1];
network.Predict([1f, 2f, 3f], prediction);
Console.WriteLine(Library.LineModel.Learn());
