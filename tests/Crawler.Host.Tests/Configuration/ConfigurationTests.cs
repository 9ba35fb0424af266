using Crawler.Host.Configuration;
using Crawler.Host.Terminal;
using Crawler.Lab;
using Crawler.Web;

namespace Crawler.Host.Tests.Configuration;

public sealed class ConfigurationTests : IDisposable
{
    private const string Token = "0123456789abcdefSECRET";

    private readonly PrivateFolder _program = new();
    private readonly PrivateFolder _working = new();

    public void Dispose()
    {
        _program.Dispose();
        _working.Dispose();
    }

    [Fact]
    public void What_stands_nearer_wins_and_it_is_known_where_it_came_from()
    {
        _program.Write("appsettings.json", """{ "Crawl": { "Port": 1, "NumWant": 1, "SpoolSync": true, "Families": "ipv4", "SpoolLimit": "1GiB" } }""");
        _working.Write("crawler.json", """{ "crawl": { "numwant": 2, "SpoolSync": false, "Families": "ipv6", "SpoolLimit": 4096 }, /* a word */ }""");
        var named = _working.Write("lab.json", """{ "Crawl": { "SpoolLimit": "3GiB", "Families": "both" } }""");
        var configuration = Read([("CRAWLER_CRAWL__FAMILIES", "auto"), ("CRAWLER_STATE", "here")], named, "Crawl:SpoolLimit=4GiB");

        Assert.Equal((1, "appsettings.json"), (configuration.Value(Keys.Port), From(configuration, Keys.Port)));
        Assert.Equal((2, "crawler.json"), (configuration.Value(Keys.NumWant), From(configuration, Keys.NumWant)));
        Assert.Equal((false, "crawler.json"), (configuration.Value(Keys.SpoolSync), From(configuration, Keys.SpoolSync)));
        Assert.Equal(("auto", "env CRAWLER_CRAWL__FAMILIES"), (configuration.Value(Keys.Families), From(configuration, Keys.Families)));
        Assert.Equal(("here", "env CRAWLER_STATE"), (configuration.Value(Keys.State), From(configuration, Keys.State)));
        Assert.Equal((4L << 30, "--set"), (configuration.Value(Keys.SpoolLimit), From(configuration, Keys.SpoolLimit)));
        Assert.Equal((null, null), (configuration.Value(Keys.Keep), From(configuration, Keys.Keep)));
        Assert.Equal("sqlite:crawler.db", configuration.Value(Keys.Store).ToString());
    }

    [Fact]
    public void The_variable_by_rule_wins_over_the_short_one_and_nothing_is_not_set()
    {
        Assert.Equal("sqlite:b", Read([("CRAWLER_STORE", "a"), ("CRAWLER_STORE__LOCATION", "b")]).Value(Keys.Store).ToString());
        Assert.Equal("sqlite:a", Read([("CRAWLER_STORE", "a"), ("CRAWLER_STORE__LOCATION", " ")]).Value(Keys.Store).ToString());
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_with_where_it_stands_and_what_is_allowed()
    {
        _working.Write("crawler.json", """{ "Crawl": { "Port": 70000, "Numwnat": 5 }, "Web": { "ReadToken": "short" } }""");
        var error = Assert.Throws<ConfigurationException>(() => Read([("CRAWLER_NETWORK__ALLOW", "10.0.0.0/8;nowhere")], null, "Telemetry:TraceRatio=2"));

        Assert.Equal(5, error.Problems.Count);
        Assert.Contains(error.Problems, problem => problem.StartsWith("crawler.json: Crawl:Port: '70000'", StringComparison.Ordinal) && problem.EndsWith("(allowed: a whole number from 1 to 65535)", StringComparison.Ordinal));
        Assert.Contains(error.Problems, problem => problem.StartsWith("crawler.json: there is no key 'Crawl:Numwnat': is Crawl:NumWant meant?", StringComparison.Ordinal));
        Assert.Contains(error.Problems, problem => problem.StartsWith("env CRAWLER_NETWORK__ALLOW: Network:Allow: 'nowhere'", StringComparison.Ordinal));
        Assert.Contains(error.Problems, problem => problem.StartsWith("--set: Telemetry:TraceRatio: '2'", StringComparison.Ordinal));
        Assert.DoesNotContain(error.Problems, problem => problem.Contains("short", StringComparison.Ordinal));
    }

    [Fact]
    public void A_variable_without_a_section_is_somebody_elses()
    {
        Read([("CRAWLER_POSTGRES_PASSWORD", "x"), ("CRAWLER_DEBUG", "1"), ("CRAWLER_TEST_POSTGRES", "y")]);
        Assert.Throws<ConfigurationException>(() => Read([("CRAWLER_WEB__REDTOKEN", Token)]));
    }

    [Fact]
    public void A_secret_is_not_taken_from_the_command_line()
    {
        var error = Assert.Throws<ConfigurationException>(() => Read([], null, $"Web:OperateToken={Token}"));
        Assert.Contains("CRAWLER_WEB__OPERATETOKEN", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"Crawl\": ", "is no JSON: line 1")]
    [InlineData("[]", "a JSON object is needed")]
    public void A_file_that_cannot_be_read_is_one_line(string text, string said)
    {
        _working.Write("crawler.json", text);
        Assert.Contains(said, Assert.Throws<UserException>(() => Read([])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_named_must_be_there() =>
        Assert.Contains("nowhere.json", Assert.Throws<UserException>(() => Read([], "nowhere.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Secrets_are_not_shown()
    {
        var configuration = Read([("CRAWLER_WEB__READTOKEN", Token), ("CRAWLER_STORE", $"postgres://me:{Token}@db.example/crawler")]);
        var shown = string.Join('\n', Keys.All.Select(key => configuration.SettingOf(key) is { } setting ? key.Shown(setting.Text) : ""));
        Assert.DoesNotContain(Token, shown, StringComparison.Ordinal);
        Assert.Contains("postgres://me@db.example:5432/crawler", shown, StringComparison.Ordinal);
        Assert.Equal(Token, WebKeys.Read(configuration).ReadToken);
    }

    [Fact]
    public void Every_option_of_the_face_has_a_key_and_the_same_default()
    {
        var properties = typeof(WebOptions).GetProperties().Where(property => property.CanWrite).ToList();
        Assert.Equal(properties.Select(property => $"Web:{property.Name}").Order(), WebKeys.All.Select(key => key.Name).Order());
        var read = WebKeys.Read(CrawlerConfiguration.Standard);
        Assert.All(properties, property => Assert.Equal(property.GetValue(new WebOptions()), property.GetValue(read)));
    }

    [Fact]
    public void Every_default_is_allowed_and_reads_as_itself()
    {
        foreach (var key in Keys.All.Where(key => key.DefaultText is not null))
            Assert.True(key.TryRead(key.DefaultText!, out _, out var problem), $"{key.Name}: {problem}");
        Assert.Equal(Keys.All.Count, Keys.All.Select(key => key.Name.ToUpperInvariant()).Distinct().Count());
        Assert.All(Keys.All, key => Assert.EndsWith(".", key.Description));
    }

    [Theory]
    [InlineData("docs/configuration.md", "crawler config keys")]
    [InlineData("schemas/appsettings.schema.json", "crawler config schema")]
    public async Task What_is_committed_is_what_the_program_prints(string file, string command)
    {
        var printed = await CommandLine.RunAsync(command.Split(' ')[1..]);
        var committed = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, file));
        Assert.True(committed == printed.Output, $"{file} is not what is printed by: {command}");
    }

    [Fact]
    public async Task The_command_line_takes_defaults_from_the_configuration_and_help_needs_none()
    {
        var file = _working.Write("lab.json", """{ "Store": { "Location": "nowhere/at-all.db" } }""");
        var status = await CommandLine.RunAsync("db", "status", "--config", file);
        Assert.Contains("nowhere/at-all.db", status.Error, StringComparison.Ordinal);

        var broken = _working.Write("broken.json", """{ "Crawl": { "Port": 0 }, "Nonsense": 1 }""");
        Assert.Equal(0, (await CommandLine.RunAsync("crawl", "--help", "--config", broken)).ExitCode);
        var refused = await CommandLine.RunAsync("db", "status", "--config", broken);
        Assert.Equal((2, 2), (refused.ExitCode, refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [Fact]
    public async Task What_holds_is_printed_as_text_and_as_json()
    {
        var text = await CommandLine.RunAsync("config", "show", "--set", "Crawl:NumWant=7");
        Assert.Contains(text.Lines, line => line.StartsWith("Crawl:NumWant", StringComparison.Ordinal) && line.EndsWith("--set", StringComparison.Ordinal));
        var json = await CommandLine.RunAsync("config", "show", "--json", "--set", "Crawl:NumWant=7");
        Assert.Contains("""{"key":"Crawl:NumWant","value":"7","default":"200","from":"--set"}""", json.Lines);
        Assert.Equal(Keys.All.Count, json.Lines.Length);
    }

    private static string? From(CrawlerConfiguration configuration, Key key) => configuration.SettingOf(key)?.From;

    private CrawlerConfiguration Read((string Name, string Value)[] environment, string? named = null, params string[] assignments)
    {
        var variables = environment.ToDictionary(pair => pair.Name, pair => pair.Value);
        return CrawlerConfiguration.Of(ConfigurationSources.Read(named, assignments, variables, _program.Path, _working.Path));
    }
}
