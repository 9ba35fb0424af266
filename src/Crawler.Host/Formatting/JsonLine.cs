using System.Text.Encodings.Web;
using System.Text.Json;

namespace Crawler.Host.Formatting;

/// <summary>
/// What <c>--json</c> prints: one object a line (JSON Lines), names in snake_case, every name always there, null for
/// what is absent.
/// </summary>
public static class JsonLine
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Names in any script stay readable; this is no HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One value on one line.</summary>
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>An enumeration's value as JSON has it: <c>ConnectFailed</c> is <c>connect_failed</c>.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
