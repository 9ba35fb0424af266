using System.Text;
using Crawler.Host.Files;
using Crawler.Lab;

namespace Crawler.Host.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_writes_a_new_file_and_replaces_an_old_one()
    {
        await AtomicFile.WriteAsync(_folder["f"], Encoding.UTF8.GetBytes("a longer text"), default);
        await AtomicFile.WriteAsync(_folder["f"], Encoding.UTF8.GetBytes("short"), default);

        Assert.Equal("short", await File.ReadAllTextAsync(_folder["f"]));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task What_fails_leaves_the_old_file_and_nothing_else()
    {
        _folder.Write("f", "old");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AtomicFile.WriteAsync(_folder["f"], new byte[10], new CancellationToken(canceled: true)));

        Assert.Equal("old", await File.ReadAllTextAsync(_folder["f"]));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_link_stays_a_link_and_its_target_keeps_its_mode()
    {
        if (OperatingSystem.IsWindows()) return;
        _folder.Write("real", "old");
        File.SetUnixFileMode(_folder["real"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(_folder["link"], "real");

        await AtomicFile.WriteAsync(_folder["link"], "new"u8.ToArray(), default);

        Assert.Equal("real", new FileInfo(_folder["link"]).LinkTarget);
        Assert.Equal("new", await File.ReadAllTextAsync(_folder["real"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["real"]));
    }

    [Fact]
    public async Task A_folder_is_no_file() =>
        Assert.Equal("is a folder, not a file", (await Assert.ThrowsAsync<IOException>(() => AtomicFile.WriteAsync(_folder.Path, default, default))).Message);
}
