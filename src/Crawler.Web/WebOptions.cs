using System.ComponentModel.DataAnnotations;

namespace Crawler.Web;

/// <summary>How the face is served: section <c>Web</c> of the configuration.</summary>
public sealed class WebOptions
{
    /// <summary>The configuration's section.</summary>
    public const string Section = "Web";

    /// <summary>Where it listens: an http:// URL of an IP address, or <c>localhost</c>, and a port.</summary>
    [Required]
    public string Listen { get; set; } = "http://127.0.0.1:8420";

    /// <summary>Host names it answers to beside the address it listens on, separated by semicolons: what a reverse proxy passes on.</summary>
    public string AllowedHosts { get; set; } = "";

    /// <summary>Anybody may read everything but what only operators do.</summary>
    public bool PublicReadOnly { get; set; }

    /// <summary>Anybody may read the status page, its badges and feed, and the lists of trackers.</summary>
    public bool PublicStatus { get; set; }

    /// <summary>Whoever knows this may read; null or empty for no such token. At least 16 characters.</summary>
    public string? ReadToken { get; set; }

    /// <summary>Whoever knows this may read and operate; null or empty for no such token. At least 16 characters.</summary>
    public string? OperateToken { get; set; }

    /// <summary>Requests a minute from one address before it is told to wait; 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>Title of the public status page.</summary>
    [Required]
    [StringLength(80)]
    public string StatusTitle { get; set; } = "Tracker status";

    /// <summary>Trackers on loopback and private addresses are in the public lists, badges and feed too: a lab's.</summary>
    public bool ListPrivate { get; set; }
}
