using Crawler.Host.Campaigns.Yaml;

namespace Crawler.Host.Configuration;

/// <summary>The configuration in force: every key has a value, and it is known where it came from. Immutable.</summary>
internal sealed class CrawlerConfiguration
{
    /// <summary>Nothing but defaults.</summary>
    public static readonly CrawlerConfiguration Standard = new([], []);

    private static readonly AsyncLocal<CrawlerConfiguration?> Ambient = new();

    private readonly Dictionary<Key, object?> _values;
    private readonly Dictionary<Key, Setting> _settings;

    private CrawlerConfiguration(Dictionary<Key, object?> values, Dictionary<Key, Setting> settings) => (_values, _settings) = (values, settings);

    /// <summary>
    /// That of the command line being run: read once when it begins, and from then on the default of every option. Goes with the
    /// flow of the command, so that two of them in a process do not share it.
    /// </summary>
    public static CrawlerConfiguration Current
    {
        get => Ambient.Value ?? Standard;
        set => Ambient.Value = value;
    }

    /// <summary>Puts what the sources say together.</summary>
    /// <param name="layers">The weakest first.</param>
    /// <exception cref="ConfigurationException">Something in it cannot be used: all of that at once.</exception>
    public static CrawlerConfiguration Of(IReadOnlyList<ConfigurationLayer> layers)
    {
        var problems = new List<string>();
        var (values, settings) = (new Dictionary<Key, object?>(), new Dictionary<Key, Setting>());
        foreach (var (name, setting) in layers.SelectMany(layer => layer.Values))
        {
            if (Keys.All.FirstOrDefault(key => key.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } key)
            {
                problems.Add($"{setting.From}: {Unknown(name)}");
                continue;
            }

            if (key.IsSecret && setting.From == ConfigurationSources.CommandLine)
            {
                problems.Add($"{setting.From}: {key.Name}: a secret belongs into the environment ({key.Variable}) or a file: others can read a command line");
                continue;
            }

            // Set to nothing is not set.
            if (string.IsNullOrWhiteSpace(setting.Text)) continue;
            if (key.TryRead(setting.Text, out var value, out var problem)) (values[key], settings[key]) = (value, setting);
            else problems.Add($"{setting.From}: {key.Name}: {problem} (allowed: {key.Allowed})");
        }

        return problems.Count == 0 ? new CrawlerConfiguration(values, settings) : throw new ConfigurationException(problems);
    }

    /// <summary>The value in force.</summary>
    public T Value<T>(Key<T> key) => _values.TryGetValue(key, out var value) ? (T)value! : key.Default;

    /// <summary>Who set it; null where the default holds.</summary>
    public Setting? SettingOf(Key key) => _settings.GetValueOrDefault(key);

    /// <summary>A name that is none may be a token in the wrong place: it is bounded, and never followed by its value.</summary>
    private static string Unknown(string name)
    {
        const int Longest = 80;
        var shown = name.Length > Longest ? name[..Longest] + "…" : name;
        var meant = Spelling.Nearest(name, Keys.All.Select(key => key.Name));
        return $"there is no key '{shown}'{(meant is null ? "" : $": is {meant} meant?")} (crawler config show lists all)";
    }
}
