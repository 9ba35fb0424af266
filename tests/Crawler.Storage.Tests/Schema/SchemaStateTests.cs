using Crawler.Storage.Schema;

namespace Crawler.Storage.Tests.Schema;

public sealed class SchemaStateTests
{
    private static readonly StoreLocation Location = StoreLocation.Parse("crawl.db");

    [Fact]
    public void A_current_schema_is_no_problem() => Assert.Null(new SchemaState(["1", "2"], ["1", "2"]).Problem(Location));

    [Fact]
    public void An_empty_store_says_what_to_run() => Assert.Equal(
        "the store sqlite:crawl.db is empty; run: crawler db migrate", new SchemaState(["1"], []).Problem(Location)!.Message);

    [Fact]
    public void An_older_schema_says_what_to_run() => Assert.Equal(
        "the store sqlite:crawl.db was made by an older version of crawler (schema 1); run: crawler db migrate",
        new SchemaState(["1", "2"], ["1"]).Problem(Location)!.Message);

    [Fact]
    public void A_newer_schema_needs_a_newer_program_even_where_one_is_pending()
    {
        var problem = new SchemaState(["1", "2"], ["1", "3"]).Problem(Location)!;

        Assert.Equal(StoreProblem.SchemaNewer, problem.Problem);
        Assert.Equal("the store sqlite:crawl.db was made by a newer version of crawler (schema 3); update crawler to use it", problem.Message);
    }
}
