namespace NetGen;

/// <summary>Resolves parameter groups to sets of tensors that share their settings.</summary>
internal static class UpdatePlan
{
    public static UpdateSet[] Create(NetworkInfo network, IReadOnlyList<ParameterGroup> groups, float weightDecay)
    {
        bool[] used = new bool[groups.Count];
        var sets = new Dictionary<(float Scale, float Decay), List<UpdateSegment>>();
        var order = new List<(float Scale, float Decay)>();
        for (int i = 0; i < network.Parameters.Length; i++)
        {
            ParameterInfo parameter = network.Parameters[i];
            int group = First(groups, parameter);
            if (group >= 0)
            {
                used[group] = true;
            }

            bool isWeight = parameter.IsMatrix;
            float scale = group >= 0 ? groups[group].LearningRateScale : 1f;
            float decay = (group >= 0 ? groups[group].WeightDecay : null) ?? (isWeight ? weightDecay : 0f);
            if (!sets.TryGetValue((scale, decay), out List<UpdateSegment>? segments))
            {
                sets.Add((scale, decay), segments = []);
                order.Add((scale, decay));
            }

            segments.Add(new UpdateSegment(i, parameter.Offset, parameter.Length, isWeight));
        }

        for (int i = 0; i < groups.Count; i++)
        {
            if (!used[i])
            {
                throw Useless(network, groups[i]);
            }
        }

        return [.. order.Select(key => new UpdateSet(key.Scale, key.Decay, [.. sets[key]]))];
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
