using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>
/// The matrix product that all dense kernels of a project share: C = start + A B. It is emitted once, because its text does not
/// depend on a shape, and text costs compile time. Every element of C is accumulated over k
/// in ascending order with fused multiply-add, whatever the tile, so that every width and every batch split gives the same bits.
/// </summary>
internal static class MatrixProductEmitter
{
    private const string Parameters = "ref float a, nint aRow, nint aStep, ref float b, nint bStep, ref float c, nint cRow, ref float start";

    private const string Pass = "(ref a, aRow, aStep, ref b, bStep, ref c, cRow, ref start, rows, columns, depth);";

    /// <summary>What the runtime measures at a time; a multiple of the rows of every tile.</summary>
    private const int RowsOfPart = 24;

    /// <summary>The least common multiple of the rows of all tiles.</summary>
    private const int RowsOfTiles = 24;

    /// <summary>The floats of a that fit the second-level cache beside a strip of b: 320 KB.</summary>
    private const int FloatsOfBlock = 80 * 1024;

    /// <summary>The floats of b that the second-level cache of a core does not hold: 1 MB.</summary>
    private const int FloatsOfCache = 256 * 1024;

    /// <summary>How many rows of b are fetched ahead: from the third-level cache they take as long as so many rows are worked on.</summary>
    private const int RowsAhead = 24;

    /// <summary>The class that holds it, once for all networks of a project.</summary>
    public const string Class = "MatrixProduct";

    /// <summary>The columns for which a single row is one tile at most widths, so that no loop over tiles stands between a layer and its sums.</summary>
    public static IReadOnlyList<int> RowTiles { get; } = [16, 64];

    public static string Emit()
    {
        CodeWriter file = SourceFile.Start("The matrix product that the dense kernels of all networks share, for 512, 256 and 128-bit registers and scalars.");
        using (file.Braces($"namespace {SourceFile.KernelNamespace}"))
        {
            file.Lines(
                "using global::System;",
                "using global::System.Runtime.CompilerServices;",
                "using global::System.Runtime.Intrinsics;",
                "using global::System.Runtime.Intrinsics.X86;",
                "using global::NetGen;",
                "using global::NetGen.Kernels;",
                "",
                "/// <summary>C = start + A B, in register tiles.</summary>");
            using (file.Braces($"internal static class {Class}"))
            {
                Body(file);
            }
        }

        return file.ToString();
    }

    private static void Body(CodeWriter writer)
    {
        writer.Lines(
            "/// <summary>",
            "/// c[m, n] = start[n] + the sum over k of a[m, k] b[k, n], k ascending, each step rounded once. a[m, k] lies at",
            "/// m aRow + k aStep, b[k, n] at k bStep + n, c[m, n] at m cRow + n; columns is a multiple of 16.",
            "/// </summary>");
        using (writer.Braces($"public static void Multiply({Parameters}, nint rows, nint columns, nint depth)"))
        {
            using (writer.Braces($"if (rows * depth > {Text.Of(FloatsOfBlock)})"))
            {
                writer.Line($"MultiplyInBlocks{Pass}");
            }

            using (writer.Braces($"else if (rows == 1 && depth * bStep > {Text.Of(FloatsOfCache)})"))
            {
                writer.Lines(
                    "// b comes from beyond the second-level cache, and fastest row by row.",
                    "RowProductKernel.Multiply(ref a, aStep, ref b, bStep, ref c, ref start, columns, depth);");
            }

            using (writer.Braces("else"))
            {
                writer.Line($"MultiplyBlock{Pass}");
            }
        }

        writer.Lines(
            "",
            "// So many rows of a at a time stay in the second-level cache while all columns of b pass by them; blocks are whole tiles.",
            "[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Braces($"private static void MultiplyInBlocks({Parameters}, nint rows, nint columns, nint depth)"))
        {
            writer.Line($"nint block = Math.Max({Text.Of(RowsOfPart)}, {Text.Of(FloatsOfBlock)} / depth / {Text.Of(RowsOfTiles)} * {Text.Of(RowsOfTiles)});");
            using (writer.Braces("for (nint m = 0; m < rows; m += block)"))
            {
                writer.Line("MultiplyBlock(ref Unsafe.Add(ref a, m * aRow), aRow, aStep, ref b, bStep, ref Unsafe.Add(ref c, m * cRow), cRow, ref start, Math.Min(block, rows - m), columns, depth);");
            }
        }

        writer.Line();
        using (writer.Braces($"private static void MultiplyBlock({Parameters}, nint rows, nint columns, nint depth)"))
        {
            string keyword = "if";
            foreach (VectorWidth width in VectorWidth.All)
            {
                using (writer.Braces($"{keyword} ({width.Type}.IsHardwareAccelerated)"))
                {
                    writer.Line($"Multiply{Text.Of(width.Bits)}{Pass}");
                }

                keyword = "else if";
            }

            using (writer.Braces("else"))
            {
                writer.Line("MultiplyScalar" + Pass);
            }
        }

        writer.Line();
        foreach (int columns in RowTiles)
        {
            Row(writer, columns);
        }

        Transposed(writer);
        DenseGradientsEmitter.Emit(writer);
        foreach (VectorWidth width in VectorWidth.All)
        {
            Drive(writer, width);
            foreach (int rows in new[] { width.TallRows, width.ShortRows })
            {
                foreach (int columns in width.Columns)
                {
                    Tile(writer, width, rows, columns);
                }
            }

            foreach (int columns in width.RowColumns)
            {
                Tile(writer, width, 1, columns);
            }
        }

        Scalar(writer);
    }

    /// <summary>A single row that the tiles for single rows cover without a loop: that of a small layer takes hardly longer than the loops around it.</summary>
    private static void Row(CodeWriter writer, int columns)
    {
        string product = $"(ref a, aRow, 1, ref b, bStep, ref c, cRow, ref start, rows, {Text.Of(columns)}, depth);";
        writer.Lines(
            $"/// <summary>As Multiply for {Text.Of(columns)} columns; a single row takes a shorter way to the same bits.</summary>",
            "[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Braces($"public static void MultiplyBy{Text.Of(columns)}(ref float a, nint aRow, ref float b, nint bStep, ref float c, nint cRow, ref float start, nint rows, nint depth)"))
        {
            using (writer.Braces("if (rows == 1)"))
            {
                writer.Line($"MultiplyRow{Text.Of(columns)}(ref a, ref b, bStep, ref c, ref start, depth);");
            }

            using (writer.Braces("else"))
            {
                writer.Line("Multiply" + product);
            }
        }

        writer.Lines("", $"// c[n] = start[n] + the sum over k of a[k] b[k, n] for {Text.Of(columns)} columns.");
        using (writer.Braces($"private static void MultiplyRow{Text.Of(columns)}(ref float a, ref float b, nint bStep, ref float c, ref float start, nint depth)"))
        {
            string keyword = "if";
            foreach (VectorWidth width in VectorWidth.All.Where(width => width.RowColumns.Contains(columns / width.Lanes)))
            {
                using (writer.Braces($"{keyword} ({width.Type}.IsHardwareAccelerated)"))
                {
                    writer.Line($"{Name(width, 1, columns / width.Lanes)}(ref a, 0, 1, ref b, bStep, ref c, 0, ref start, depth);");
                }

                keyword = "else if";
            }

            using (writer.Braces("else"))
            {
                writer.Line($"MultiplyBlock(ref a, 0, 1, ref b, bStep, ref c, 0, ref start, 1, {Text.Of(columns)}, depth);");
            }
        }

        writer.Line();
    }

    /// <summary>C = A^T B in parts of so many rows that each part is still in the first-level cache when it is measured.</summary>
    private static void Transposed(CodeWriter writer)
    {
        writer.Lines(
            "/// <summary>",
            "/// c[m, n] = the sum over k of a[k, m] b[k, n], k ascending, for [depth, rows] and [depth, columns], rows of a aStep apart, of c",
            "/// cRow, with zeros between them; columns is a multiple of 16. Each part of c is measured while it is in the cache.",
            "/// </summary>",
            "[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Braces("public static void MultiplyTransposed(ref float a, nint aStep, ref float b, ref float c, int cRow, int rows, int columns, int depth, ref TensorStatistics statistics)"))
        {
            TransposedParts(writer, "int m = 0; m < rows", "measure.Add(ref part, count, cRow);", "measure.Complete(ref c, rows, cRow, ref statistics);");
        }

        writer.Lines(
            "",
            "/// <summary>As above, of the rows of c that a thread computes.</summary>",
            "[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Braces("public static void MultiplyTransposed(ref float a, nint aStep, ref float b, ref float c, int cRow, int rows, int columns, int depth, ref TensorStatistics statistics, WeightShare share)"))
        {
            writer.Line("int end = share.End(rows);");
            TransposedParts(
                writer, "int m = share.First(rows); m < end", "share.Measure(ref measure, m, ref part, count, cRow);",
                "share.Complete(measure, ref c, rows, cRow, ref statistics);");
        }

        writer.Line();
    }

    private static void TransposedParts(CodeWriter writer, string range, string add, string complete)
    {
        string part = Text.Of(RowsOfPart);
        writer.Line("RowMeasure measure = default;");
        using (writer.Braces($"for ({range}; m += {part})"))
        {
            writer.Lines(
                $"int count = Math.Min({part}, rows - m);",
                "ref float part = ref Unsafe.Add(ref c, (nint)m * cRow);",
                "Multiply(ref Unsafe.Add(ref a, m), 1, aStep, ref b, columns, ref part, cRow, ref Unsafe.NullRef<float>(), count, columns, depth);");
            using (writer.Braces("if (!Unsafe.IsNullRef(ref statistics))"))
            {
                writer.Line(add);
            }
        }

        using (writer.Braces("if (!Unsafe.IsNullRef(ref statistics))"))
        {
            writer.Line(complete);
        }
    }

    /// <summary>Covers C with tiles: full rows first, single rows last.</summary>
    private static void Drive(CodeWriter writer, VectorWidth width)
    {
        int shortRows = width.ShortRows;
        writer.Lines($"/// <summary>Covers c with tiles of {width.Type} registers.</summary>", "[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Braces($"private static void Multiply{Text.Of(width.Bits)}({Parameters}, nint rows, nint columns, nint depth)"))
        {
            writer.Line($"nint paired = rows - (rows % {Text.Of(shortRows)});");
            writer.Lines(
                "bool copies = MatrixPanel.IsWorthIt(bStep, depth, rows);",
                "nint n = 0;");
            foreach (int vectors in width.Columns)
            {
                string step = Text.Of(vectors * width.Lanes);
                string condition = vectors == width.ManyColumns ? "Avx512F.VL.IsSupported && " : "";
                using (writer.Braces($"for (; {condition}n + {step} <= columns; n += {step})"))
                {
                    writer.Lines(
                        "ref float startN = ref Unsafe.IsNullRef(ref start) ? ref start : ref Unsafe.Add(ref start, n);",
                        $"ref float strip = ref copies ? ref MatrixPanel.Copy(ref Unsafe.Add(ref b, n), bStep, depth, {step}) : ref Unsafe.Add(ref b, n);",
                        $"nint stripStep = copies ? {step} : bStep;",
                        "nint m = 0;");
                    foreach (int rows in new[] { width.TallRows, shortRows })
                    {
                        using (writer.Braces($"for (; m + {Text.Of(rows)} <= paired; m += {Text.Of(rows)})"))
                        {
                            writer.Line($"{Name(width, rows, vectors)}(ref Unsafe.Add(ref a, m * aRow), aRow, aStep, ref strip, stripStep, ref Unsafe.Add(ref c, (m * cRow) + n), cRow, ref startN, depth);");
                        }
                    }
                }

                writer.Line();
            }

            using (writer.Braces("for (nint m = paired; m < rows; m++)"))
            {
                writer.Line("n = 0;");
                foreach (int vectors in width.RowColumns)
                {
                    string step = Text.Of(vectors * width.Lanes);
                    using (writer.Braces($"for (; n + {step} <= columns; n += {step})"))
                    {
                        writer.Line("ref float startN = ref Unsafe.IsNullRef(ref start) ? ref start : ref Unsafe.Add(ref start, n);");
                        writer.Line($"{Name(width, 1, vectors)}(ref Unsafe.Add(ref a, m * aRow), aRow, aStep, ref Unsafe.Add(ref b, n), bStep, ref Unsafe.Add(ref c, (m * cRow) + n), cRow, ref startN, depth);");
                    }
                }
            }
        }

        writer.Line();
    }

    private static void Tile(CodeWriter writer, VectorWidth width, int rows, int vectors)
    {
        string v = width.Type;
        string At(int vector) => vector == 0 ? "" : ", " + Text.Of(vector * width.Lanes);
        writer.Lines(
            $"/// <summary>{Text.Of(rows)} rows by {Text.Of(vectors)} vectors of c stay in registers over all of k.</summary>",
            "[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Braces($"private static void {Name(width, rows, vectors)}({Parameters}, nint depth)"))
        {
            for (int n = 0; n < vectors; n++)
            {
                writer.Line($"{v}<float> c0{Text.Of(n)} = {v}<float>.Zero;");
            }

            using (writer.Braces("if (!Unsafe.IsNullRef(ref start))"))
            {
                for (int n = 0; n < vectors; n++)
                {
                    writer.Line($"c0{Text.Of(n)} = {v}.LoadUnsafe(ref start{At(n)});");
                }
            }

            writer.Line();
            for (int m = 1; m < rows; m++)
            {
                writer.Line(string.Join(" ", Enumerable.Range(0, vectors).Select(n => $"{v}<float> c{Text.Of(m)}{Text.Of(n)} = c0{Text.Of(n)};")));
            }

            for (int m = 1; m < rows; m++)
            {
                writer.Line($"ref float a{Text.Of(m)} = ref Unsafe.Add(ref a, {(m == 1 ? "" : Text.Of(m) + " * ")}aRow);");
            }

            if (rows == width.TallRows)
            {
                writer.Line($"nint ahead = {Text.Of(RowsAhead)} * bStep;");
            }

            writer.Line("nint ka = 0;");
            using (writer.Braces("for (nint k = 0; k < depth; k++)"))
            {
                for (int n = 0; n < vectors; n++)
                {
                    writer.Line($"{v}<float> b{Text.Of(n)} = {v}.LoadUnsafe(ref b{At(n)});");
                }

                for (int m = 0; m < rows; m++)
                {
                    string row = m == 0 ? "a" : "a" + Text.Of(m);
                    writer.Line($"{v}<float> x{Text.Of(m)} = {v}.Create(Unsafe.Add(ref {row}, ka));");
                    for (int n = 0; n < vectors; n++)
                    {
                        string acc = $"c{Text.Of(m)}{Text.Of(n)}";
                        writer.Line($"{acc} = {(width.Bits == 128 ? "FusedMultiply.Add" : v + ".FusedMultiplyAdd")}(x{Text.Of(m)}, b{Text.Of(n)}, {acc});");
                    }
                }

                for (int line = 0; rows == width.TallRows && line < vectors * width.Lanes; line += 16)
                {
                    writer.Line($"CacheLines.Prefetch(ref Unsafe.Add(ref b, ahead{(line == 0 ? "" : " + " + Text.Of(line))}));");
                }

                writer.Lines("ka += aStep;", "b = ref Unsafe.Add(ref b, bStep);");
            }

            writer.Line();
            for (int m = 0; m < rows; m++)
            {
                if (m > 0)
                {
                    writer.Line("c = ref Unsafe.Add(ref c, cRow);");
                }

                for (int from = 0; from < vectors; from += 8)
                {
                    writer.Line(string.Join(" ", Enumerable.Range(from, Math.Min(8, vectors - from)).Select(n => $"c{Text.Of(m)}{Text.Of(n)}.StoreUnsafe(ref c{At(n)});")));
                }
            }
        }

        writer.Line();
    }

    private static void Scalar(CodeWriter writer)
    {
        writer.Lines("/// <summary>The same sums without vector registers.</summary>", "[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Braces($"private static void MultiplyScalar({Parameters}, nint rows, nint columns, nint depth)"))
        {
            using (writer.Braces("for (nint m = 0; m < rows; m++)"))
            {
                using (writer.Braces("for (nint n = 0; n < columns; n++)"))
                {
                    writer.Line("Unsafe.Add(ref c, (m * cRow) + n) = Unsafe.IsNullRef(ref start) ? 0f : Unsafe.Add(ref start, n);");
                }

                writer.Line();
                using (writer.Braces("for (nint k = 0; k < depth; k++)"))
                {
                    writer.Line("float x = Unsafe.Add(ref a, (m * aRow) + (k * aStep));");
                    using (writer.Braces("for (nint n = 0; n < columns; n++)"))
                    {
                        writer.Line("ref float sum = ref Unsafe.Add(ref c, (m * cRow) + n);");
                        writer.Line("sum = MathF.FusedMultiplyAdd(x, Unsafe.Add(ref b, (k * bStep) + n), sum);");
                    }
                }
            }
        }
    }

    private static string Name(VectorWidth width, int rows, int vectors) => $"Tile{Text.Of(width.Bits)}_{Text.Of(rows)}x{Text.Of(vectors)}";
}
