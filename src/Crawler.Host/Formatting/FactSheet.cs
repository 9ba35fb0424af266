namespace Crawler.Host.Formatting;

/// <summary>Labels and values in two columns; a fact without a value is left out.</summary>
public sealed class FactSheet
{
    private readonly List<(string Label, string Value)> _facts = [];

    /// <summary>Adds a fact if there is one. An empty label continues the one above.</summary>
    public FactSheet Add(string label, object? value)
    {
        if (value?.ToString() is { Length: > 0 } text) _facts.Add((label, text));
        return this;
    }

    /// <summary>Writes all, values aligned.</summary>
    public void WriteTo(TextWriter output, string indent = "")
    {
        if (_facts.Count == 0) return;
        var width = _facts.Max(fact => fact.Label.Length);
        foreach (var (label, value) in _facts) output.WriteLine($"{indent}{label.PadRight(width)}  {value}");
    }
}
