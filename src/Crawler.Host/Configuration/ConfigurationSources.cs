using System.Text.Json;
using Crawler.Host.Files;
using Crawler.Host.Terminal;

namespace Crawler.Host.Configuration;

/// <summary>Where the configuration comes from, what wins last: two files, a named file, the environment, the command line.</summary>
internal static class ConfigurationSources
{
    /// <summary>Begins the environment variables that are ours.</summary>
    public const string Prefix = "CRAWLER_";

    /// <summary>The file beside the program.</summary>
    public const string ProgramFile = "appsettings.json";

    /// <summary>The file in the working folder.</summary>
    public const string FolderFile = "crawler.json";

    /// <summary>Names a further file where <c>--config</c> does not.</summary>
    public const string FileVariable = "CRAWLER_CONFIG";

    /// <summary>How what was given with <c>--set</c> names its source.</summary>
    public const string CommandLine = "--set";

    private const int LongestFile = 1 << 20;

    /// <summary>All of them, the weakest first.</summary>
    /// <param name="named">The file of <c>--config</c>; null if not given.</param>
    /// <param name="assignments">What was given with <c>--set</c>.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="programFolder">Where the program is.</param>
    /// <param name="workingFolder">The working folder.</param>
    /// <exception cref="UserException">A file cannot be read, or an assignment is none.</exception>
    public static IReadOnlyList<ConfigurationLayer> Read(
        string? named, IReadOnlyList<string> assignments, IReadOnlyDictionary<string, string> environment, string programFolder, string workingFolder)
    {
        var layers = new List<ConfigurationLayer>();
        foreach (var file in (string[])[Path.Combine(programFolder, ProgramFile), Path.Combine(workingFolder, FolderFile)])
        {
            if (File.Exists(file)) layers.Add(OfFile(file, Path.GetFileName(file)));
        }

        named ??= environment.GetValueOrDefault(FileVariable);
        if (!string.IsNullOrWhiteSpace(named)) layers.Add(OfFile(named, named));
        layers.Add(OfEnvironment(environment));
        layers.Add(new ConfigurationLayer(CommandLine, [.. assignments.Select(Assignment)]));
        return layers;
    }

    private static ConfigurationLayer OfEnvironment(IReadOnlyDictionary<string, string> environment)
    {
        var values = new List<(string, Setting)>();
        // Those by rule come last, so that they win.
        foreach (var key in Keys.All)
        {
            if (key.Alias is { } alias && environment.TryGetValue(alias, out var text)) values.Add((key.Name, new Setting(text, $"env {alias}")));
        }

        foreach (var (name, text) in environment.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            // Other names that begin so are others' affair: they have no section.
            if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || !name.Contains("__", StringComparison.Ordinal)) continue;
            values.Add((name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal), new Setting(text, $"env {name}")));
        }

        return new ConfigurationLayer("environment", values);
    }

    private static (string, Setting) Assignment(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? (text[..equals].Trim(), new Setting(text[(equals + 1)..].Trim(), CommandLine))
            : throw new UserException("--set takes KEY=VALUE, for example --set Crawl:NumWant=50");
    }

    private static ConfigurationLayer OfFile(string path, string shown)
    {
        try
        {
            if (new FileInfo(path).Length > LongestFile) throw new UserException($"{shown}: longer than a configuration can be");
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new UserException($"{shown}: a JSON object is needed");
            var values = new List<(string, Setting)>();
            Flatten(document.RootElement, "", shown, values);
            return new ConfigurationLayer(shown, values);
        }
        catch (JsonException error)
        {
            throw new UserException($"{shown}: is no JSON: line {error.LineNumber + 1}, column {error.BytePositionInLine + 1}");
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            throw new UserException($"{shown}: {problem}");
        }
    }

    private static void Flatten(JsonElement element, string key, string from, List<(string, Setting)> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject().Where(property => key.Length > 0 || property.Name != "$schema"))
                    Flatten(property.Value, key.Length == 0 ? property.Name : $"{key}:{property.Name}", from, values);
                break;
            case JsonValueKind.Array:
                values.Add((key, new Setting(string.Join(Key.ListSeparator, element.EnumerateArray().Select(one => one.ToString())), from)));
                break;
            case JsonValueKind.Null:
                break;
            case JsonValueKind.True or JsonValueKind.False:
                values.Add((key, new Setting(element.GetBoolean() ? "true" : "false", from)));
                break;
            default:
                values.Add((key, new Setting(element.ToString(), from)));
                break;
        }
    }
}
