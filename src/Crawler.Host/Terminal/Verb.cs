using System.CommandLine;

namespace Crawler.Host.Terminal;

/// <summary>A command whose help goes on after its first sentence and ends with examples.</summary>
/// <param name="name">As typed.</param>
/// <param name="summary">One sentence: all that the list of verbs shows.</param>
/// <param name="details">The rest of the paragraph.</param>
/// <param name="examples">Command lines a reader can copy, with a word on each where it is not plain.</param>
internal sealed class Verb(string name, string summary, string details, params IReadOnlyList<Example> examples) : Command(name, summary)
{
    /// <summary>The whole paragraph.</summary>
    public string Paragraph { get; } = $"{summary} {details}";

    /// <summary>Shown at the end of <c>--help</c>.</summary>
    public IReadOnlyList<Example> Examples { get; } = examples;
}

/// <summary>One line of the examples in <c>--help</c>.</summary>
/// <param name="CommandLine">The whole line, beginning with <c>crawler</c>.</param>
/// <param name="Meaning">What it does.</param>
internal sealed record Example(string CommandLine, string Meaning);
