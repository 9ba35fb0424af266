using Crawler.Host.Options;

namespace Crawler.Host.Campaigns.Yaml;

/// <summary>A piece of text and where it stands.</summary>
internal readonly record struct Placed<T>(T Value, Mark At);

/// <summary>
/// Reads one map of a settings file key by key. What was not asked for when <see cref="End"/> is called is unknown, so
/// the keys that exist stand in one place: where they are read.
/// </summary>
/// <param name="map">The map.</param>
/// <param name="path">Its name with a dot behind, as in <c>rates.</c>; empty for the file.</param>
/// <param name="problems">Told of what is wrong.</param>
/// <param name="known">Gathers the paths of all keys that were asked for.</param>
internal sealed class SectionReader(YamlMap map, string path, YamlProblems problems, ISet<string> known)
{
    private readonly Dictionary<string, YamlEntry> _entries = map.Entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Whether the key is there, with a value or without.</summary>
    public bool Has(string key) => _entries.ContainsKey(key);

    /// <summary>Adds a problem at a key, or at the map where the key is missing.</summary>
    public void Problem(string key, string message) => problems.Add(_entries.TryGetValue(key, out var entry) ? entry.Value.At : map.At, $"{path}{key}: {message}");

    /// <summary>A value; default(T) if the key is missing or cannot be read.</summary>
    public T? Read<T>(string key, ValueReader<T> reader, bool required = false) =>
        ReadPlaced(key, reader, required) is { } found ? found.Value : default;

    /// <summary>As <see cref="Read"/>, with its place; null if the key is missing or cannot be read.</summary>
    public Placed<T>? ReadPlaced<T>(string key, ValueReader<T> reader, bool required = false)
    {
        if (!Find(key, out var node))
        {
            if (required) Problem(key, "is required");
            return null;
        }

        return node is YamlScalar scalar ? Value(key, scalar, reader) : Wrong<T>(key, node, "a single value");
    }

    /// <summary>A list, where one value alone is a list of one; empty if the key is missing.</summary>
    public IReadOnlyList<Placed<T>> List<T>(string key, ValueReader<T> reader)
    {
        if (!Find(key, out var node) || node is YamlScalar { IsNothing: true }) return [];
        if (node is YamlMap)
        {
            Wrong<T>(key, node, "a list");
            return [];
        }

        var values = new List<Placed<T>>();
        foreach (var item in node is YamlList list ? list.Items : [node])
        {
            var value = item is YamlScalar scalar ? Value(key, scalar, reader) : Wrong<T>(key, item, "a single value");
            if (value is { } read) values.Add(read);
        }

        return values;
    }

    /// <summary>A map within; without entries if the key is missing.</summary>
    public SectionReader Section(string key)
    {
        var inner = YamlMap.Empty;
        if (Find(key, out var node))
        {
            if (node is YamlMap found) inner = found;
            else if (node is not YamlScalar { IsNothing: true }) Wrong<object>(key, node, "a map of keys with values");
        }

        return new SectionReader(inner, $"{path}{key}.", problems, known);
    }

    /// <summary>A map of names to maps.</summary>
    public IReadOnlyList<(Placed<string> Name, SectionReader Section)> Named(string key)
    {
        if (!Find(key, out var node) || node is YamlScalar { IsNothing: true }) return [];
        if (node is not YamlMap names)
        {
            Wrong<object>(key, node, "a map of names");
            return [];
        }

        var sections = new List<(Placed<string>, SectionReader)>();
        foreach (var entry in names.Entries)
        {
            if (entry.Value is YamlMap inner) sections.Add((new(entry.Key, entry.At), new SectionReader(inner, $"{path}{key}.*.", problems, known)));
            else problems.Add(entry.Value.At, $"{path}{key}.{entry.Key}: expected a map of keys with values");
        }

        return sections;
    }

    /// <summary>What nobody asked for is not known.</summary>
    public void End()
    {
        foreach (var entry in _entries.Values)
        {
            if (_asked.Contains(entry.Key)) continue;
            var meant = Spelling.Nearest(entry.Key, _asked);
            var hint = meant is not null ? $": did you mean '{meant}'?" : $" (known here: {string.Join(", ", _asked.Order(StringComparer.Ordinal))})";
            problems.Add(entry.At, $"unknown key '{path}{entry.Key}'{hint}");
        }
    }

    private bool Find(string key, out YamlNode node)
    {
        _asked.Add(key);
        known.Add(path + key);
        var found = _entries.TryGetValue(key, out var entry);
        node = entry?.Value!;
        return found;
    }

    private Placed<T>? Value<T>(string key, YamlScalar scalar, ValueReader<T> reader)
    {
        string? problem;
        if (scalar.IsNothing) problem = "has no value: give one or leave the key out";
        else if (reader(scalar.Text, out var value, out problem)) return new(value, scalar.At);
        problems.Add(scalar.At, $"{path}{key}: {problem}");
        return null;
    }

    private Placed<T>? Wrong<T>(string key, YamlNode node, string expected)
    {
        var found = node switch { YamlMap => "a map", YamlList => "a list", _ => "a single value" };
        problems.Add(node.At, $"{path}{key}: expected {expected}, not {found}");
        return null;
    }
}
