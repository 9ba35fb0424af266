using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Crawler.Clustering.Membership;

/// <summary>
/// A secret as a certificate: all who know it derive the same key pair (P-256) from it, present a certificate of their own made
/// with it, and take nobody in whose certificate has another key. TLS proves that the peer has the private half, which is to
/// say that it knows the secret, and gives every connection keys of its own. See docs/decisions/0019-a-secret-is-a-certificate.md.
/// </summary>
internal sealed class SharedSecret : IDisposable
{
    /// <summary>Twice the order's length, so that the remainder is as good as uniform (FIPS 186-5, A.2.1).</summary>
    private const int Seed = 64;

    private const int Length = 32;

    /// <summary>Of P-256 (SP 800-186, 3.2.1.3).</summary>
    private static readonly BigInteger Order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    private readonly byte[] _publicKey;

    /// <summary>Derives the pair and makes a certificate.</summary>
    /// <param name="secret">What all nodes know.</param>
    /// <param name="now">The time; the certificate is good for ten years, and its dates are not what lets anybody in.</param>
    public SharedSecret(string secret, DateTimeOffset now)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Scalar(secret) });
        _publicKey = key.ExportSubjectPublicKeyInfo();
        var request = new CertificateRequest("CN=crawler", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        // TLS wants a key it can name, which one made in passing has not everywhere.
        Certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>To present.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Whether a peer knows the same secret: its certificate has the same key, and TLS has it prove that it has the private half.</summary>
    public bool Knows(X509Certificate2? peer) =>
        peer?.PublicKey.ExportSubjectPublicKeyInfo() is { } theirs && CryptographicOperations.FixedTimeEquals(theirs, _publicKey);

    /// <inheritdoc/>
    public void Dispose() => Certificate.Dispose();

    private static byte[] Scalar(string secret)
    {
        // Secrets that people choose are short of randomness: each guess is to cost something.
        var stretched = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secret), "crawler cluster secret 1"u8, 600_000, HashAlgorithmName.SHA256, Seed);
        var scalar = (new BigInteger(stretched, isUnsigned: true, isBigEndian: true) % (Order - 1)) + 1;
        var bytes = scalar.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[Length - bytes.Length], .. bytes];
    }
}
