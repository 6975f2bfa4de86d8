namespace NetGen;

/// <summary>Resolves parameter groups to sets of tensors that share their settings.</summary>
internal static class UpdatePlan
{
    public static UpdateSet[] Create(NetworkInfo network, IReadOnlyList<ParameterGroup> groups, float weightDecay)
    {
        // Plain arrays: collections of value types would be compiled at the start of every program, which takes longer than what they do.
        bool[] used = new bool[groups.Count];
        int count = network.Parameters.Length;
        float[] scales = new float[count];
        float[] decays = new float[count];
        int[] sizes = new int[count];
        int[] setOf = new int[count];
        int sets = 0;
        for (int i = 0; i < count; i++)
        {
            ParameterInfo parameter = network.Parameters[i];
            int group = First(groups, parameter);
            if (group >= 0)
            {
                used[group] = true;
            }

            float scale = group >= 0 ? groups[group].LearningRateScale : 1f;
            float decay = (group >= 0 ? groups[group].WeightDecay : null) ?? (parameter.IsWeight ? weightDecay : 0f);
            int set = 0;
            while (set < sets && (scales[set] != scale || decays[set] != decay))
            {
                set++;
            }

            sets = Math.Max(sets, set + 1);
            (scales[set], decays[set], setOf[i]) = (scale, decay, set);
            sizes[set]++;
        }

        for (int i = 0; i < groups.Count; i++)
        {
            if (!used[i])
            {
                throw Useless(network, groups[i]);
            }
        }

        var plan = new UpdateSet[sets];
        for (int set = 0; set < sets; set++)
        {
            plan[set] = new UpdateSet(scales[set], decays[set], Segments(network, setOf, set, sizes[set]));
        }

        return plan;
    }

    private static UpdateSegment[] Segments(NetworkInfo network, int[] setOf, int set, int count)
    {
        var segments = new UpdateSegment[count];
        int next = 0;
        for (int i = 0; next < count; i++)
        {
            if (setOf[i] == set)
            {
                ParameterInfo parameter = network.Parameters[i];
                segments[next++] = new UpdateSegment(i, parameter.Offset, parameter.Length, parameter.IsWeight);
            }
        }

        return segments;
    }

    private static int First(IReadOnlyList<ParameterGroup> groups, ParameterInfo parameter)
    {
        for (int i = 0; i < groups.Count; i++)
        {
            if (groups[i].Matches(parameter))
            {
                return i;
            }
        }

        return -1;
    }

    private static ArgumentException Useless(NetworkInfo network, ParameterGroup group) =>
        network.Parameters.Any(p => group.Matches(p))
            ? new ArgumentException(
                $"The parameter group {group.Described} has no effect: earlier groups match all of its parameters, and the first match holds. Put the more specific pattern first.")
            : new ArgumentException(
                $"The parameter group {group.Described} matches no parameter of {network.Name}. It has: {string.Join(", ", network.Parameters.Select(static p => p.Name))}.");
}
