using Crawler.Protocol.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>Table <c>tracker</c>: one announce URL as it may be shown. Its secrets are in <see cref="TrackerSecretRow"/>.</summary>
public sealed class TrackerRow
{
    /// <summary>Surrogate key.</summary>
    public int Id { get; set; }

    /// <summary><see cref="TrackerUrl.Key"/>: SHA-256 of the whole URL, unique.</summary>
    public required byte[] UrlKey { get; set; }

    /// <summary>How it is spoken to.</summary>
    public TrackerScheme Scheme { get; set; }

    /// <summary>Host name or IP literal.</summary>
    public required string Host { get; set; }

    /// <summary>1–65535.</summary>
    public int Port { get; set; }

    /// <summary>Path and query with what may be a passkey replaced by <c>***</c>.</summary>
    public required string RedactedPath { get; set; }

    /// <summary>The URL as it may be shown.</summary>
    public string Shown() => Shown(Scheme, Host, Port, RedactedPath);

    /// <summary>The host as it may be shown: a label that looks like a key is one user's, and is replaced by <c>***</c>.</summary>
    public string ShownHost() => TrackerUrl.TryParse(Written(Scheme, Host, Port, RedactedPath), out var url, out _) ? url.RedactedHost : Host;

    /// <summary>As <see cref="Shown()"/>, from the columns.</summary>
    public static string Shown(TrackerScheme scheme, string host, int port, string redactedPath)
    {
        var text = Written(scheme, host, port, redactedPath);
        // Parsed and printed again, so that the same tracker reads the same everywhere; redaction is idempotent.
        return TrackerUrl.TryParse(text, out var url, out _) ? url.ToString() : text;
    }

    private static string Written(TrackerScheme scheme, string host, int port, string redactedPath) =>
        $"{scheme.ToString().ToLowerInvariant()}://{(host.Contains(':') ? $"[{host}]" : host)}:{port}{redactedPath}";
}

internal sealed class TrackerShape : IEntityTypeConfiguration<TrackerRow>
{
    public void Configure(EntityTypeBuilder<TrackerRow> table)
    {
        table.ToTable("tracker");
        table.HasKey(row => row.Id);
        table.HasIndex(row => row.UrlKey).IsUnique();
    }
}
