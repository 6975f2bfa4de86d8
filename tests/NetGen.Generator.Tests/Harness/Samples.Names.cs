namespace NetGen.Generator.Tests;

/// <content>Where a network stands and what it and its neighbours are called.</content>
internal static partial class Samples
{
    public const string Nested = """
        namespace Nested.Deeply
        {
            using NetGen;

            /// <summary>Contains a network.</summary>
            public partial record Outer
            {
                private protected partial class Base
                {
                    internal partial struct Middle
                    {
                        internal partial interface IInner
                        {
                            [Network, Input(2)]
                            [Dense(1), Hinge]
                            private protected sealed partial class Hidden;
                        }
                    }
                }
            }
        }
        """;

    public const string Keywords = """
        namespace @namespace.@static
        {
            using NetGen;

            /// <summary>Names that are keywords.</summary>
            public partial class @event
            {
                /// <summary>A network whose name is a keyword.</summary>
                [Network, Input(2)]
                [Dense(3, Name = "class"), Tanh]
                [Dense(3, Name = "int"), Tanh]
                [Dense(1), SquaredHinge]
                public partial class @class;
            }
        }
        """;

    public const string SameName = """
        namespace SameName.First
        {
            using NetGen;

            /// <summary>One of two.</summary>
            [Network, Input(2)]
            [Dense(1), MeanSquaredError]
            public partial class Twin;
        }

        namespace SameName.Second
        {
            using NetGen;

            /// <summary>The other.</summary>
            [Network, Input(3)]
            [Dense(1), BinaryCrossEntropy]
            public partial class Twin;
        }
        """;

    public const string OddSizes = """
        namespace OddSizes
        {
            using NetGen;

            /// <summary>Sizes that are no multiple of anything.</summary>
            [Network, Input(67)]
            [Dense(33), ELU]
            [Dense(1), Tanh]
            [Dense(129), GELU]
            [Dense(16), PoissonNLL]
            public partial class Odd;
        }
        """;

    public const string HostileNames = """
        namespace Company.System
        {
            using global::NetGen;

            /// <summary>A namespace named System, which hides the framework's.</summary>
            [Network, Input(2)]
            [Dense(3), ReLU]
            [Dense(1), MeanSquaredError]
            public partial class InSystem;
        }

        namespace Company.NetGen
        {
            /// <summary>A namespace named NetGen, which hides ours.</summary>
            [global::NetGen.Network, global::NetGen.Input(2)]
            [global::NetGen.Dense(3), global::NetGen.Sigmoid]
            [global::NetGen.Dense(1), global::NetGen.MeanSquaredError]
            public partial class InNetGen;
        }

        namespace Company.NetGen.Kernels
        {
            /// <summary>Types with the names of what generated code uses.</summary>
            [global::NetGen.Network, global::NetGen.Input(20)]
            [global::NetGen.Dense(30), global::NetGen.GELU]
            [global::NetGen.Dense(4), global::NetGen.SoftmaxCrossEntropy]
            public partial class Surrounded;

            internal class Vector512;

            internal class Vector256;

            internal class Vector128;

            internal class Vector512<T>;

            internal class Span<T>;

            internal class ReadOnlySpan<T>;

            internal class Unsafe;

            internal class MemoryMarshal;

            internal class MathF;

            internal class Math;

            internal class VectorMath;

            internal class AlignedBuffer;

            internal class ParameterBuffer;

            internal class NetworkInfo;

            internal class LayerInfo;

            internal class ParameterInfo;

            internal class Workspace;

            internal class Init;

            internal class MethodImplAttribute;

            internal class MethodImplOptions;

            internal class ArgumentException;

            internal class String;

            internal class Single;

            internal class Int32;
        }
        """;

    public const string GlobalNamespace = """
        using NetGen;

        /// <summary>A network in no namespace.</summary>
        [Network, Input(2)]
        [Dense(2), Softplus]
        [Dense(1), MeanSquaredError]
        public partial class NoNamespace
        {
            /// <summary>A member of the user.</summary>
            public int Answer => 42;
        }
        """;
}
