using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Crawler.Clustering.Membership;
using Crawler.Lab;

namespace Crawler.Clustering.Tests.Membership;

/// <summary>Real nodes on loopback: who belongs to the cluster is let in, who does not is not heard.</summary>
public sealed class ClusterSecurityTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "a secret of the test";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly PrivateFolder _folder = new();
    private readonly List<ClusterNode> _nodes = [];

    [Fact]
    public async Task Who_knows_the_secret_is_let_in()
    {
        var first = await StartAsync(new ClusterOptions { Secret = Secret });
        var second = await StartAsync(Joining(first, new ClusterOptions { Secret = Secret }));

        await second.Up.WaitAsync(Patience);
    }

    [Theory]
    [InlineData("another secret of it")]
    [InlineData(null)]
    public async Task Who_does_not_is_not(string? secret)
    {
        var first = await StartAsync(new ClusterOptions { Secret = Secret });
        var stranger = await StartAsync(Joining(first, new ClusterOptions { Secret = secret }));
        // The stranger asked first: when one who knows the secret is in, it has had its chance.
        var second = await StartAsync(Joining(first, new ClusterOptions { Secret = Secret }));
        await second.Up.WaitAsync(Patience);

        Assert.False(stranger.Up.IsCompleted);
        Assert.DoesNotContain(first.Watch.Current.Members, member => member.Address == stranger.Watch.Current.Self);
    }

    [Fact]
    public async Task Who_has_a_certificate_of_the_authority_is_let_in_and_who_made_his_own_is_not()
    {
        using var authority = Authority();
        _folder.Write("authority.pem", authority.ExportCertificatePem());
        var options = new ClusterOptions { CertificateAuthority = _folder["authority.pem"] };
        var first = await StartAsync(options with { CertificateFile = Write("one", Signed(authority)) });
        var stranger = await StartAsync(Joining(first, options with { CertificateFile = Write("stranger", Authority()) }));
        var second = await StartAsync(Joining(first, options with { CertificateFile = Write("two", Signed(authority)) }));
        await second.Up.WaitAsync(Patience);

        Assert.False(stranger.Up.IsCompleted);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_is_told_of_in_one_line()
    {
        _folder.Write("node.pem", "no certificate");
        var error = await Assert.ThrowsAsync<ClusterException>(() => StartAsync(new ClusterOptions { CertificateFile = _folder["node.pem"] }));

        Assert.StartsWith($"the certificate in {_folder["node.pem"]} cannot be used: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_the_same_key_everywhere_and_another_secret_another()
    {
        using var one = new SharedSecret(Secret, DateTimeOffset.UnixEpoch);
        using var same = new SharedSecret(Secret, DateTimeOffset.UtcNow);
        using var other = new SharedSecret(Secret + ".", DateTimeOffset.UnixEpoch);

        Assert.True(one.Knows(same.Certificate));
        Assert.False(one.Knows(other.Certificate));
        Assert.False(one.Knows(null));
        // Told here once, so that nodes of a later version still know those of this one.
        Assert.StartsWith(
            "3aab978d450185d7ab7c33451628bdf446dbd6096",
            Convert.ToHexStringLower(SHA256.HashData(one.Certificate.PublicKey.ExportSubjectPublicKeyInfo())),
            StringComparison.Ordinal);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes) await node.System.Terminate();
    }

    public void Dispose() => _folder.Dispose();

    private static ClusterOptions Joining(ClusterNode first, ClusterOptions options) => options with { Seeds = [first.Watch.Current.Self] };

    private async Task<ClusterNode> StartAsync(ClusterOptions options)
    {
        var node = await ClusterNode.StartAsync(options with { Port = 0 }, "1.0.0", TimeProvider.System, "akka.coordinated-shutdown.run-by-actor-system-terminate = off");
        _nodes.Add(node);
        if (options.Seeds.Count == 0) await node.Up.WaitAsync(Patience);
        return node;
    }

    private string Write(string name, X509Certificate2 certificate)
    {
        using (certificate)
        {
            File.WriteAllBytes(_folder[name + ".pfx"], certificate.Export(X509ContentType.Pkcs12));
            return _folder[name + ".pfx"];
        }
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static X509Certificate2 Signed(X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=node", key, HashAlgorithmName.SHA256);
        using var signed = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
