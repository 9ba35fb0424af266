using System.Net.Sockets;
using System.Text;
using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Observations;

/// <summary>Calls by kind, outcome and address family: a number each, so that counting one costs an addition.</summary>
internal static class CallClasses
{
    private const int Families = 3;

    private static readonly int Kinds = Enum.GetValues<AttemptKind>().Length;
    private static readonly string[] Outcomes = [.. Enum.GetValues<AttemptOutcome>().Select(outcome => Snake(outcome.ToString()))];
    private static readonly string[] KindNames = [.. Enum.GetValues<AttemptKind>().Select(kind => Snake(kind.ToString()))];
    private static readonly string[] FamilyNames = ["unknown", "ipv4", "ipv6"];

    /// <summary>Classes there are.</summary>
    public static int Count => Outcomes.Length * Kinds * Families;

    /// <summary>The class of a call.</summary>
    public static int Of(AttemptKind kind, AttemptOutcome outcome, AddressFamily family) => ((((int)outcome * Kinds) + (int)kind) * Families) + family switch
    {
        AddressFamily.InterNetwork => 1,
        AddressFamily.InterNetworkV6 => 2,
        _ => 0,
    };

    /// <summary>The classes of an outcome.</summary>
    public static Range Of(AttemptOutcome outcome) => ((int)outcome * Kinds * Families)..(((int)outcome + 1) * Kinds * Families);

    /// <summary>The kind of a class.</summary>
    public static AttemptKind KindOf(int index) => (AttemptKind)(index / Families % Kinds);

    /// <summary>An outcome as a label has it: <c>connect_failed</c>.</summary>
    public static string NameOf(AttemptOutcome outcome) => Outcomes[(int)outcome];

    /// <summary>A kind as a label has it: <c>announce</c>.</summary>
    public static string NameOf(AttemptKind kind) => KindNames[(int)kind];

    /// <summary>A family as a label has it: <c>ipv4</c>.</summary>
    public static string NameOf(AddressFamily family) => FamilyNames[Of(default, default, family)];

    /// <summary>The labels of a class.</summary>
    public static KeyValuePair<string, object?>[] Tags(int index) =>
    [
        new("outcome", Outcomes[index / Families / Kinds]),
        new("kind", NameOf(KindOf(index))),
        new("network.type", FamilyNames[index % Families]),
    ];

    private static string Snake(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name) _ = char.IsUpper(c) && text.Length > 0 ? text.Append('_').Append(char.ToLowerInvariant(c)) : text.Append(char.ToLowerInvariant(c));
        return text.ToString();
    }
}
