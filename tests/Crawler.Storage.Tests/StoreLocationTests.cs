using Npgsql;

namespace Crawler.Storage.Tests;

public sealed class StoreLocationTests
{
    [Theory]
    [InlineData("crawl.db", "sqlite:crawl.db")]
    [InlineData("/var/lib/crawler/crawl.db", "sqlite:/var/lib/crawler/crawl.db")]
    [InlineData(" sqlite:data/a=b.db ", "sqlite:data/a=b.db")]
    public void A_path_is_an_sqlite_file(string text, string shown)
    {
        var location = StoreLocation.Parse(text);

        Assert.Equal((StoreProvider.Sqlite, shown), (location.Provider, location.ToString()));
    }

    [Theory]
    [InlineData("postgres://me:horse@db.example/crawler", "postgres://me@db.example:5432/crawler")]
    [InlineData("postgresql://me:horse@db.example:6543/crawler?sslmode=verify-full", "postgres://me@db.example:6543/crawler")]
    [InlineData("Host=db.example;Database=crawler;Username=me;Password=horse", "postgres://me@db.example:5432/crawler")]
    [InlineData("host=/run/postgresql;database=crawler", "postgres:///run/postgresql:5432/crawler")]
    public void A_url_or_connection_string_is_postgresql_and_shown_without_password(string text, string shown)
    {
        var location = StoreLocation.Parse(text);

        Assert.Equal((StoreProvider.Postgres, shown), (location.Provider, location.ToString()));
    }

    [Fact]
    public void Escapes_and_options_of_a_url_arrive()
    {
        var parts = new NpgsqlConnectionStringBuilder(
            StoreLocation.Parse("postgres://m%40e:p%2Fw%3B%20%27@db.example/cr%20awler?SSL%20Mode=Require&Timeout=3").Address);

        Assert.Equal(("m@e", "p/w; '", "cr awler", SslMode.Require, 3), (parts.Username, parts.Password, parts.Database, parts.SslMode, parts.Timeout));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sqlite:")]
    [InlineData("mysql://me:horse@db.example/crawler")]
    [InlineData("postgres://me:horse@/crawler")]
    [InlineData("postgres://me:ho/rse@db.example/crawler")]
    [InlineData("postgres://me:horse@db.example/crawler?horse=1")]
    [InlineData("postgres://me:horse@db.example/crawler?timeout=horse")]
    [InlineData("Password=horse;Nonsense=1")]
    [InlineData("Database=crawler;Password=horse")]
    public void Anything_else_is_refused_without_repeating_it(string text)
    {
        var problem = Assert.Throws<StoreException>(() => StoreLocation.Parse(text));

        Assert.Equal(StoreProblem.Invalid, problem.Problem);
        Stores.OneLine.Check(problem);
    }
}
