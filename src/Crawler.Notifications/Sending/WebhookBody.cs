using System.Text.Encodings.Web;
using System.Text.Json;
using Crawler.Notifications.Notices;

namespace Crawler.Notifications.Sending;

/// <summary>A message as JSON: names in snake_case, every name always there. The shape is <c>schemas/notification.schema.json</c>.</summary>
public static class WebhookBody
{
    /// <summary>Raised when a name changes its meaning; new names may come without.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Names in any script stay readable; this is no HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>UTF-8.</summary>
    public static byte[] Of(Message message) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Version,
            message.Id,
            SentAt = message.At,
            message.Source,
            Summary = MessageText.Subject(message),
            message.HeldBack,
            message.LeftOut,
            Notices = message.Notices.Select(Shape),
        },
        Options);

    /// <summary>A notice as it stands in a body, and as <c>notify check --json</c> prints it.</summary>
    public static object Shape(Notice notice) => new
    {
        Kind = NoticeKinds.NameOf(notice.Kind),
        notice.Subject,
        notice.SubjectId,
        notice.At,
        notice.Since,
        notice.Text,
        Flapping = notice.IsFlapping,
    };
}
