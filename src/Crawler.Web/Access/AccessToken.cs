using System.Security.Cryptography;
using System.Text;

namespace Crawler.Web.Access;

/// <summary>Compares tokens in a time that tells nothing of them.</summary>
public sealed class AccessToken(AccessRules rules)
{
    private readonly byte[]? _read = HashOf(rules.Options.ReadToken);
    private readonly byte[]? _operate = HashOf(rules.Options.OperateToken);

    /// <summary>What whoever shows this token may do.</summary>
    public AccessRole RoleOf(string? shown)
    {
        // Hashed, so that all are of one length; both compared, whichever fits.
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(shown ?? ""));
        var operates = _operate is not null && CryptographicOperations.FixedTimeEquals(given, _operate);
        var reads = _read is not null && CryptographicOperations.FixedTimeEquals(given, _read);
        return operates ? AccessRole.Operator : reads ? AccessRole.Reader : AccessRole.Nobody;
    }

    private static byte[]? HashOf(string? token) => string.IsNullOrEmpty(token) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
