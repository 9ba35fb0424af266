using System.Security.Cryptography;
using Crawler.Host.Files;
using Crawler.Host.Terminal;
using Crawler.Privacy;

namespace Crawler.Host.Addresses;

/// <summary>The file of the key: 64 hexadecimal digits, for its owner alone.</summary>
internal static class AddressKeyFile
{
    private const int LongestText = 2 * CryptoPan.KeyLength;

    /// <summary>Reads it; null if there is none.</summary>
    /// <exception cref="UserException">It cannot be read, or holds something else.</exception>
    public static AddressKey? Read(string path)
    {
        try
        {
            if (!File.Exists(path)) return null;
            if (new FileInfo(path).Length > 2 * LongestText) throw NoKey(path);
            var text = File.ReadAllText(path).Trim();
            return text.Length == LongestText ? new AddressKey(Convert.FromHexString(text)) : throw NoKey(path);
        }
        catch (FormatException)
        {
            throw NoKey(path);
        }
        catch (Exception error) when (error is not UserException && FileProblem.Describe(error) is { } problem)
        {
            throw UserException.Failed($"cannot read the key of the pseudonyms from {path}: {problem}", error);
        }
    }

    /// <summary>Writes a new one.</summary>
    /// <returns>The key, or the one another process wrote meanwhile.</returns>
    /// <exception cref="UserException">It cannot be written.</exception>
    public static AddressKey Write(string path, AddressKey key)
    {
        // Whole or not at all: half a key would close the store for ever.
        var draft = $"{path}.{Guid.NewGuid():N}";
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(draft, options))
            {
                using (var writer = new StreamWriter(file, leaveOpen: true)) writer.WriteLine(Convert.ToHexStringLower(key.Bytes));
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
            return key;
        }
        catch (IOException) when (File.Exists(path))
        {
            Wipe(draft);
            return Read(path) ?? throw NoKey(path);
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            throw UserException.Failed($"cannot write the key of the pseudonyms to {path}: {problem}; choose another place with Privacy:KeyFile", error);
        }
    }

    /// <summary>Overwrites it and deletes it.</summary>
    /// <exception cref="UserException">It is still there.</exception>
    public static void Destroy(string path)
    {
        try
        {
            Wipe(path);
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            throw UserException.Failed($"cannot destroy {path}: {problem}; delete it by hand", error);
        }
    }

    private static void Wipe(string path)
    {
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            file.Write(RandomNumberGenerator.GetBytes((int)Math.Min(file.Length, 4 * LongestText)));
            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
    }

    private static UserException NoKey(string path) =>
        new($"{path} is not a key of pseudonyms, which is 64 hexadecimal digits: name the right file with Privacy:KeyFile");
}
