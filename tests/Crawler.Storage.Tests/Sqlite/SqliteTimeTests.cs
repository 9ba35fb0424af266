using Crawler.Storage.Sqlite;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Sqlite;

public sealed class SqliteTimeTests
{
    [Fact]
    public void Microseconds_come_back_and_finer_is_dropped() =>
        Assert.Equal(Some.At(0.000001), SqliteTime.FromMicroseconds(SqliteTime.ToMicroseconds(Some.At(0.000001).AddTicks(9))));

    [Fact]
    public void The_offset_does_not_matter() =>
        Assert.Equal(SqliteTime.ToMicroseconds(Some.At(0)), SqliteTime.ToMicroseconds(Some.At(0).ToOffset(TimeSpan.FromHours(-7))));
}
