namespace Crawler.Web.Access;

/// <summary>What somebody may do; each may do what those before it may.</summary>
public enum AccessRole
{
    /// <summary>What is open to anybody.</summary>
    Nobody,

    /// <summary>See the public part.</summary>
    Passer,

    /// <summary>See everything.</summary>
    Reader,

    /// <summary>Make things happen.</summary>
    Operator,
}
