using Npgsql;

namespace Crawler.Storage;

/// <summary>Where the store is, from one string. It may carry a password, so <see cref="ToString"/> shows it without.</summary>
public sealed class StoreLocation
{
    private const string SqlitePrefix = "sqlite:";

    private readonly string _shown;

    private StoreLocation(StoreProvider provider, string address, string shown) =>
        (Provider, Address, _shown) = (provider, address, shown);

    /// <summary>Which database.</summary>
    public StoreProvider Provider { get; }

    /// <summary>SQLite: the file's path. PostgreSQL: a Npgsql connection string, password included.</summary>
    internal string Address { get; }

    /// <summary>
    /// Reads <c>postgres://user:password@host/database</c>, a Npgsql connection string (<c>Host=…;Database=…</c>),
    /// <c>sqlite:path</c> or a plain path.
    /// </summary>
    /// <exception cref="StoreException">It is none of these; the message does not repeat the text.</exception>
    public static StoreLocation Parse(string text)
    {
        text = text.Trim();
        if (text.Length == 0) throw Invalid("it is empty");
        if (text.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase)) return Sqlite(text[SqlitePrefix.Length..]);
        if (text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
            return Postgres(FromUri(text));
        if (text.Contains("://")) throw Invalid("its scheme is not known");
        return text.Contains('=') ? Postgres(FromKeywords(text)) : Sqlite(text);
    }

    /// <summary><c>postgres://user@host:port/database</c> or <c>sqlite:path</c>; never the password.</summary>
    public override string ToString() => _shown;

    private static StoreLocation Sqlite(string path) => path.Length > 0
        ? new StoreLocation(StoreProvider.Sqlite, path, SqlitePrefix + path)
        : throw Invalid("the path is empty");

    private static StoreLocation Postgres(NpgsqlConnectionStringBuilder parts)
    {
        if (string.IsNullOrEmpty(parts.Host)) throw Invalid("it names no host");
        parts.ApplicationName ??= "crawler";
        var user = string.IsNullOrEmpty(parts.Username) ? "" : parts.Username + "@";
        return new StoreLocation(StoreProvider.Postgres, parts.ConnectionString, $"postgres://{user}{parts.Host}:{parts.Port}/{parts.Database}");
    }

    private static NpgsqlConnectionStringBuilder FromKeywords(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw Invalid("it is no Npgsql connection string");
        }
    }

    private static NpgsqlConnectionStringBuilder FromUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) throw Invalid("it is no postgres:// URL (escape special characters in the password as %XX)");
        var parts = new NpgsqlConnectionStringBuilder { Host = uri.Host };
        if (uri.Port > 0) parts.Port = uri.Port;
        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } database) parts.Database = Uri.UnescapeDataString(database);
        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0) parts.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) parts.Password = Uri.UnescapeDataString(user[1]);
        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)) Apply(parts, option);
        return parts;
    }

    /// <summary>Options stand after the question mark; libpq's spelling of the common one is understood.</summary>
    private static void Apply(NpgsqlConnectionStringBuilder parts, string option)
    {
        var pair = option.Split('=', 2);
        var (name, value) = (Uri.UnescapeDataString(pair[0]), pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "");
        try
        {
            if (name.Equals("sslmode", StringComparison.OrdinalIgnoreCase)) (name, value) = ("SSL Mode", value.Replace("-", ""));
            parts[name] = value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw Invalid("an option after the question mark is not known");
        }
    }

    private static StoreException Invalid(string why) => new(
        StoreProblem.Invalid,
        $"cannot read the store's location: {why}. Use postgres://user:password@host/database, a Npgsql connection string, sqlite:path or a path");
}
