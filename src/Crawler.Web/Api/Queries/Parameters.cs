using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Crawler.Web.Api.Queries;

/// <summary>Makes parameters of the usual kinds.</summary>
internal static class Parameters
{
    /// <summary>Longest text that is searched for.</summary>
    private const int LongestText = 200;

    /// <summary>Which page.</summary>
    public static readonly QueryParameter<int> Page = Integer("page", "Which page, from 1.", 1, 1, 1_000_000);

    /// <summary>How long a page is.</summary>
    public static readonly QueryParameter<int> PerPage = Integer("per_page", "Items on a page.", 50, 1, 500);

    /// <summary>Which way a list is ordered.</summary>
    public static readonly QueryParameter<bool?> Order = new()
    {
        Name = "order",
        Description = "`desc` for the largest, the latest or the last of the alphabet first. What is not known comes last either way.",
        Type = "string",
        Example = "desc",
        Values = ["asc", "desc"],
        Must = "one of asc, desc",
        Read = (string text, out bool? isDescending) => (isDescending = text switch { "asc" => false, "desc" => true, _ => null }) is not null,
    };

    /// <summary>A whole number.</summary>
    public static QueryParameter<int> Integer(string name, string description, int @default, int least, int most) => new()
    {
        Name = name,
        Description = description,
        Type = "integer",
        Example = Invariant(@default),
        DefaultText = Invariant(@default),
        Default = @default,
        Least = least,
        Most = most,
        Must = $"a whole number from {least} to {most}",
        Read = (string text, out int value) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most,
    };

    /// <summary>A whole number, or none.</summary>
    public static QueryParameter<int?> OptionalInteger(string name, string description, int example, int least = 0) => new()
    {
        Name = name,
        Description = description,
        Type = "integer",
        Example = Invariant(example),
        Least = least,
        Must = $"a whole number, {least} or more",
        Read = (string text, out int? value) =>
        {
            var isRead = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least;
            value = isRead ? number : null;
            return isRead;
        },
    };

    /// <summary>A number of a range, or none.</summary>
    public static QueryParameter<double?> OptionalNumber(string name, string description, double example, double least, double most) => new()
    {
        Name = name,
        Description = description,
        Type = "number",
        Example = Invariant(example),
        Least = least,
        Most = most,
        Must = $"a number from {Invariant(least)} to {Invariant(most)}",
        Read = (string text, out double? value) =>
        {
            var isRead = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;
            value = isRead ? number : null;
            return isRead;
        },
    };

    /// <summary>Yes or no.</summary>
    public static QueryParameter<bool> Flag(string name, string description, bool @default) => new()
    {
        Name = name,
        Description = description,
        Type = "boolean",
        Example = @default ? "false" : "true",
        DefaultText = @default ? "true" : "false",
        Default = @default,
        Must = "true or false",
        Read = TryFlag,
    };

    /// <summary>Yes, no, or no matter.</summary>
    public static QueryParameter<bool?> OptionalFlag(string name, string description) => new()
    {
        Name = name,
        Description = description,
        Type = "boolean",
        Example = "true",
        Must = "true or false",
        Read = (string text, out bool? value) =>
        {
            var isRead = TryFlag(text, out var flag);
            value = isRead ? flag : null;
            return isRead;
        },
    };

    /// <summary>A text to search for.</summary>
    public static QueryParameter<string> Text(string name, string description, string example) => new()
    {
        Name = name,
        Description = description,
        Type = "string",
        Example = example,
        Must = $"at most {LongestText} characters",
        Read = (string text, [MaybeNullWhen(false)] out string value) => (value = text).Length <= LongestText,
    };

    /// <summary>One of some words.</summary>
    public static QueryParameter<T> OneOf<T>(string name, string description, IReadOnlyDictionary<string, T> words, string? @default = null) => new()
    {
        Name = name,
        Description = description,
        Type = "string",
        Example = @default ?? words.Keys.First(),
        DefaultText = @default,
        Default = @default is null ? default : words[@default],
        Values = [.. words.Keys],
        Must = $"one of {string.Join(", ", words.Keys)}",
        Read = (string text, [MaybeNullWhen(false)] out T value) => words.TryGetValue(text, out value!),
    };

    private static bool TryFlag(string text, out bool value)
    {
        value = text is "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text is "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    private static string Invariant(double value) => value.ToString(CultureInfo.InvariantCulture);
}
