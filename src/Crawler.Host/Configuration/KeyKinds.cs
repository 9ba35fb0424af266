using System.Globalization;
using System.Text.Json.Nodes;
using Crawler.Host.Formatting;
using Crawler.Host.Options;

namespace Crawler.Host.Configuration;

/// <summary>The kinds of keys there are.</summary>
internal static class KeyKinds
{
    /// <summary>A whole number.</summary>
    public static Key<long> Number(string name, long standard, string what, long least, long most, string description, string helpName = "N") =>
        new(Plain(NumberText.Between(what, least, most)), standard)
        {
            Name = name,
            Description = description,
            DefaultText = standard.ToString(CultureInfo.InvariantCulture),
            Allowed = $"a whole number from {least} to {most}",
            HelpName = helpName,
            Schema = new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most },
        };

    /// <summary>A number from 0 to 1, or a percentage.</summary>
    public static Key<double> Share(string name, double standard, string what, string description) =>
        new(Plain(ShareText.Between(what, 0, 1)), standard)
        {
            Name = name,
            Description = description,
            DefaultText = ShareText.Format(standard),
            Allowed = "a share from 0 to 1, or 0% to 100%",
            HelpName = "SHARE",
            Schema = new JsonObject { ["type"] = new JsonArray("number", "string") },
        };

    /// <summary>Yes or no.</summary>
    public static Key<bool> Toggle(string name, bool standard, string description) => new(ReadToggle, standard)
    {
        Name = name,
        Description = description,
        DefaultText = standard ? "true" : "false",
        Allowed = "true or false",
        Schema = new JsonObject { ["type"] = "boolean" },
    };

    /// <summary>A duration; null where there is none.</summary>
    public static Key<TimeSpan?> Duration(string name, string description) => new(ReadDuration, null)
    {
        Name = name,
        Description = description,
        Allowed = "a duration such as 90s, 10m, 1h30m or 2d",
        HelpName = "DURATION",
    };

    /// <summary>Bytes.</summary>
    public static Key<long> Size(string name, long standard, string description) => new(SizeReader.TryParse, standard)
    {
        Name = name,
        Description = description,
        DefaultText = Sizes.Format(standard),
        Allowed = "a size such as 512MiB or 2GiB",
        HelpName = "SIZE",
        Schema = new JsonObject { ["type"] = new JsonArray("string", "integer") },
    };

    /// <summary>One of a few words, the first by default.</summary>
    public static Key<string> Choice(string name, string description, string? alias, params string[] all)
    {
        var standard = all[0];
        return new(
            (string text, out string value, out string? problem) =>
            {
                value = text.Trim().ToLowerInvariant();
                problem = all.Contains(value) ? null : $"'{text}' is none of {string.Join(", ", all)}";
                return problem is null;
            },
            standard)
        {
            Name = name,
            Description = description,
            DefaultText = standard,
            Alias = alias,
            Allowed = $"one of {string.Join(", ", all)}",
            Schema = new JsonObject { ["enum"] = new JsonArray([.. all.Select(one => (JsonNode)one)]) },
        };
    }

    /// <summary>A line of text.</summary>
    public static Key<string> Text(string name, string? standard, string description, int longest = 200, string? alias = null, string helpName = "TEXT") => new(Line(longest), standard ?? "")
    {
        Name = name,
        Description = description,
        DefaultText = standard,
        Allowed = $"one line of at most {longest} characters",
        HelpName = helpName,
        Alias = alias,
        Schema = new JsonObject { ["type"] = "string", ["maxLength"] = longest },
    };

    /// <summary>A reader of lists.</summary>
    public static ValueReader<T[]> Each<T>(ValueReader<T> reader) => (string text, out T[] values, out string? problem) =>
    {
        var read = new List<T>();
        problem = null;
        foreach (var part in text.Split(Key.ListSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!reader(part, out var value, out problem)) break;
            read.Add(value);
        }

        // A list of nothing is one entry that is none.
        if (read.Count == 0 && problem is null) reader("", out _, out problem);
        values = [.. read];
        return problem is null;
    };

    /// <summary>A reader of what is always there.</summary>
    private static ValueReader<T> Plain<T>(ValueReader<T?> reader)
        where T : struct => (string text, out T value, out string? problem) =>
    {
        var isRead = reader(text, out var read, out problem);
        value = read ?? default;
        return isRead;
    };

    private static ValueReader<string> Line(int longest) => (string text, out string value, out string? problem) =>
    {
        value = text;
        // A line break would end an HTTP header and begin another.
        problem = text.Any(char.IsControl) ? "control characters are not allowed" : text.Length > longest ? $"longer than {longest} characters" : null;
        return problem is null;
    };

    private static bool ReadToggle(string text, out bool value, out string? problem)
    {
        var isRead = bool.TryParse(text, out value);
        problem = isRead ? null : $"'{text}' is neither true nor false";
        return isRead;
    }

    private static bool ReadDuration(string text, out TimeSpan? value, out string? problem)
    {
        value = Durations.TryParse(text, out var duration, out problem) ? duration : null;
        return value is not null;
    }
}
