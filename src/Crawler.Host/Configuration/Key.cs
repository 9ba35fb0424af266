using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Crawler.Host.Options;

namespace Crawler.Host.Configuration;

/// <summary>One key of the configuration: all that is to be known of it, for reading, showing and documenting.</summary>
internal abstract class Key
{
    /// <summary>Between the entries of a list that is written as one text.</summary>
    public const char ListSeparator = ';';

    /// <summary>Section and name: <c>Crawl:NumWant</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence or two.</summary>
    public required string Description { get; init; }

    /// <summary>What may be said, in a few words: <c>a number from 1 to 65535</c>.</summary>
    public required string Allowed { get; init; }

    /// <summary>The default as it would be written; null where there is none.</summary>
    public string? DefaultText { get; init; }

    /// <summary>What stands for the value in help: <c>PORT</c>.</summary>
    public string HelpName { get; init; } = "VALUE";

    /// <summary>Another environment variable that sets it; the one by rule wins.</summary>
    public string? Alias { get; init; }

    /// <summary>Whether the value is never shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether it is a list: an array in files, one text with <see cref="ListSeparator"/> elsewhere.</summary>
    public bool IsList { get; init; }

    /// <summary>The shape of the value as JSON Schema.</summary>
    public JsonObject Schema { get; init; } = new() { ["type"] = "string" };

    /// <summary>The environment variable that sets it: <c>CRAWLER_CRAWL__NUMWANT</c>.</summary>
    public string Variable => ConfigurationSources.Prefix + Name.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>The part before the colon.</summary>
    public string Section => Name[..Name.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>Whether a text can be used; if not, why, and what may be said.</summary>
    public abstract bool TryRead(string text, out object? value, [NotNullWhen(false)] out string? problem);

    /// <summary>How a value is shown: never a secret.</summary>
    public virtual string Shown(string text) => IsSecret ? "(set, not shown)" : text;
}

/// <summary>A key whose value is of one type.</summary>
/// <param name="reader">Reads the value.</param>
/// <param name="standard">Where nothing else is said.</param>
internal class Key<T>(ValueReader<T> reader, T standard) : Key
{
    /// <summary>Reads the value.</summary>
    public ValueReader<T> Reader { get; } = reader;

    /// <summary>Where nothing else is said.</summary>
    public T Default { get; } = standard;

    /// <inheritdoc/>
    public override bool TryRead(string text, out object? value, [NotNullWhen(false)] out string? problem)
    {
        var isRead = Reader(text, out var read, out problem);
        value = read;
        // Whoever reads tells what is wrong; a secret is not repeated on a terminal.
        if (!isRead) problem = IsSecret ? "cannot be used" : problem ?? $"'{text}' is not {Allowed}";
        return isRead;
    }
}
