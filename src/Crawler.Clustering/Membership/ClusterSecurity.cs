using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor.Setup;
using Akka.Remote.Transport.DotNetty;

namespace Crawler.Clustering.Membership;

/// <summary>Who is let in: TLS both ways, by a shared secret or by certificates; nothing where neither is configured.</summary>
internal static class ClusterSecurity
{
    /// <summary>What remoting is set up with; null for none.</summary>
    /// <exception cref="ClusterException">A certificate cannot be used.</exception>
    public static Setup? Of(ClusterOptions options, TimeProvider time)
    {
        if (options.Secret is { } secret)
        {
            var shared = new SharedSecret(secret, time.GetUtcNow());
            return new DotNettySslSetup(shared.Certificate, suppressValidation: false, requireMutualAuthentication: true, validateCertificateHostname: false, (peer, _, _, _, _) => shared.Knows(peer));
        }

        if (options.CertificateFile is null) return null;
        var own = Read(options.CertificateFile, () => Load(options));
        var authority = options.CertificateAuthority is { } file ? Read(file, () => Authorities(file)) : null;
        return new DotNettySslSetup(own, suppressValidation: false, requireMutualAuthentication: true, validateCertificateHostname: false, (peer, _, _, errors, _) => IsTrusted(peer, errors, authority));
    }

    /// <summary>
    /// Whether a certificate comes from the authority. Names are not compared: nodes call each other by address, and whoever has
    /// a certificate of the authority belongs to the cluster.
    /// </summary>
    private static bool IsTrusted(X509Certificate2? peer, SslPolicyErrors errors, X509Certificate2Collection? authority)
    {
        if (peer is null) return false;
        if (authority is null) return (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(peer);
    }

    private static X509Certificate2 Load(ClusterOptions options)
    {
        if (X509Certificate2.GetCertContentType(options.CertificateFile!) == X509ContentType.Pkcs12) return X509CertificateLoader.LoadPkcs12FromFile(options.CertificateFile!, options.CertificatePassword);
        using var pem = options.CertificatePassword is { } password
            ? X509Certificate2.CreateFromEncryptedPemFile(options.CertificateFile!, password, options.CertificateKeyFile)
            : X509Certificate2.CreateFromPemFile(options.CertificateFile!, options.CertificateKeyFile);
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }

    private static X509Certificate2Collection Authorities(string file)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(file);
        return all.Count > 0 ? all : throw new CryptographicException("there is no certificate in it");
    }

    private static T Read<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ClusterException($"the certificate in {file} cannot be used: {error.Message}", error);
        }
    }
}
