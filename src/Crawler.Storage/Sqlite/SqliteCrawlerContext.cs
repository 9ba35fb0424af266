using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Crawler.Storage.Sqlite;

/// <summary>The model on SQLite: times as integer microseconds since 1970, addresses as 4 or 16 bytes.</summary>
public sealed class SqliteCrawlerContext(DbContextOptions<SqliteCrawlerContext> options) : CrawlerDbContext(options)
{
    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondsConverter>();
        configurationBuilder.Properties<IPAddress>().HaveConversion<IPAddressToBytesConverter>();
    }

    private sealed class MicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(
        time => SqliteTime.ToMicroseconds(time), microseconds => SqliteTime.FromMicroseconds(microseconds));
}
