using System.Diagnostics.CodeAnalysis;

namespace Crawler.Web.Api.Queries;

/// <summary>One parameter of a query string: how it is read, refused and documented.</summary>
internal abstract record QueryParameter
{
    /// <summary>As in the query string.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, for the documentation.</summary>
    public required string Description { get; init; }

    /// <summary>JSON type of the schema: <c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>.</summary>
    public required string Type { get; init; }

    /// <summary>As somebody would write it.</summary>
    public required string Example { get; init; }

    /// <summary>The values there are; empty for any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>What it is if left out, as written; null for none.</summary>
    public string? DefaultText { get; init; }

    /// <summary>Least number; null for any.</summary>
    public double? Least { get; init; }

    /// <summary>Largest number; null for any.</summary>
    public double? Most { get; init; }
}

/// <summary>Reads a value as written.</summary>
/// <param name="text">As written, never empty.</param>
/// <param name="value">The value.</param>
internal delegate bool QueryRead<T>(string text, [MaybeNullWhen(false)] out T value);

/// <summary>One with a value.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
internal sealed record QueryParameter<T> : QueryParameter
{
    /// <summary>Reads it.</summary>
    public required QueryRead<T> Read { get; init; }

    /// <summary>What it must be, to follow "'name' is ".</summary>
    public required string Must { get; init; }

    /// <summary>What it is if left out.</summary>
    public T? Default { get; init; }
}
