using System.Text.Json;
using Crawler.Actors.Torrents;
using Crawler.Host.Campaigns;

namespace Crawler.Host.Tests.Campaigns;

public class CampaignFileReaderTests
{
    private const string Least = "name: a\ncontact: me@example.org\ntargets: [x.torrent]\n";

    private const string Everything =
        """
        name: all-keys
        why: to see every key
        contact: https://example.org/crawler
        targets: [isos/, "@list.txt", 0123456789abcdef0123456789abcdef01234567]
        watch: incoming/
        trackers: [udp://tracker.example:6969/announce, udp://tracker.example:6969/announce]
        trackers-only: true
        rates:
          global: 1000
          per-host: { per-second: 5, burst: 7, concurrency: 3 }
          hosts: { Tracker.Example: { per-second: 0.5 } }
          per-ip: { per-second: 40, concurrency: 9 }
          in-flight: 64
        schedule: { start: 2026-12-01T06:00:00+01:00, every: 6h, for: 30m }
        duration: 7d
        precision: 5%
        coverage: 0.95
        burst: { looks: 40, spacing: 15s }
        identities: 2
        budget: 50
        canaries: false
        counts-only: false
        families: both
        numwant: -1
        port: 7000
        timeout: 20s
        addresses: { allow-private: true, allow: 10.0.0.0/8, refuse: [192.0.2.0/24] }
        opt-out: { infohashes: "@hashes", hosts: [example.org], addresses: [198.51.100.7] }
        retention: 90d
        store: postgres://u:${PASSWORD}@db.example/crawler
        state: state
        spool-limit: 512MiB
        seed: 7
        """;

    [Fact]
    public void Every_key_is_read()
    {
        var (file, problems) = Read(Everything);

        Assert.Empty(problems);
        Assert.Equal(("all-keys", "to see every key", "https://example.org/crawler"), (file!.Name, file.Why, file.Contact));
        Assert.Equal(["isos/", "@list.txt", "0123456789abcdef0123456789abcdef01234567"], file.Targets.Select(target => target.Value));
        Assert.Equal(["incoming/"], file.Watch.Select(place => place.Value));
        Assert.Equal(("udp://tracker.example:6969/announce", true), (Assert.Single(file.Trackers).ToString(), file.TrackersOnly));
        Assert.Equal((1000d, 5d, 7, 3, 64), (file.Rates.Global!.Value, file.Rates.Host.PerSecond, file.Rates.Host.Burst, file.Rates.Host.Concurrency, file.Rates.MaxInFlight));
        Assert.Equal(file.Rates.Host with { PerSecond = 0.5 }, file.Rates.Hosts["tracker.example"]);
        Assert.Equal((40d, 9), (file.Rates.PerIp!.PerSecond, file.Rates.PerIp.Concurrency));
        Assert.Equal(
            new CampaignSchedule(new DateTimeOffset(2026, 12, 1, 5, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(6), TimeSpan.FromMinutes(30), TimeSpan.FromDays(7)),
            file.Schedule);
        Assert.Equal((0.05, 0.95, 40, 2, 50, false), (file.Plan.Precision, file.Plan.Coverage, file.Plan.Burst!.Looks, file.Plan.Identities, file.Plan.Budget, file.Plan.Canaries));
        Assert.Null(file.Plan.Every);
        Assert.Equal((AddressFamilies.Both, -1, 7000, TimeSpan.FromSeconds(20)), (file.Families!.Value, file.NumWant, file.Port, file.Timeout!.Value));
        Assert.Equal((true, "10.0.0.0/8", "192.0.2.0/24"), (file.Addresses.AllowPrivate, $"{file.Addresses.Allow[0]}", $"{file.Addresses.Refuse[0]}"));
        Assert.Equal("postgres://u@db.example:5432/crawler", $"{file.Store}");
        Assert.Equal((TimeSpan.FromDays(90), "folder/state", 512L << 20, 7L), (file.Retention!.Value, file.State, file.SpoolLimit!.Value, file.Seed!.Value));
        Assert.Equal("folder/x", file.Resolve("x"));
    }

    [Fact]
    public void The_schema_and_the_reader_know_the_same_keys()
    {
        var known = new HashSet<string>();
        CampaignFileReader.Read("f", Least, _ => null, known);
        using var schema = JsonDocument.Parse(CampaignSchema.Text);

        Assert.Equal(KeysOf(schema.RootElement, "").Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
        Assert.All(Described(schema.RootElement), property => Assert.True(property.Value.TryGetProperty("description", out _), property.Name));
    }

    [Fact]
    public void What_init_writes_is_read_as_it_is()
    {
        var (file, problems) = Read(CampaignTemplate.Of("mine", 5));

        Assert.Empty(problems);
        Assert.Equal(("mine", 5L), (file!.Name, file.Seed!.Value));
        Assert.StartsWith("# yaml-language-server: $schema=", CampaignTemplate.Of("mine", 5), StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once_each_with_its_place()
    {
        var (file, problems) = Read(
            """
            nmae: a
            contact: nobody
            targets: {}
            rates:
              per_host: { per-second: fast }
              per-host: { per-second: fast, burst: 0 }
              hosts: { "a b": {}, fine.example: 5 }
            port: 70000
            port: 1
            precision: [5%]
            families:
            schedule: { start: 2026-12-01 06:00, for: 1h }
            identities: 2
            opt-out: { hosts: "http://x.example/" }
            trackers: ["http://secret:secret@x.example/passkey"]
            store: ${NOWHERE}
            why: ${PASSWORD}
            """);

        Assert.Null(file);
        Assert.Equal(
            [
                "folder/c.yaml:1:1: name: is required",
                "folder/c.yaml:1:1: unknown key 'nmae': did you mean 'name'?",
                "folder/c.yaml:2:10: contact: 'nobody' is neither a mail address nor a URL: say how a tracker's operator can reach you",
                "folder/c.yaml:3:10: targets: expected a list, not a map",
                "folder/c.yaml:3:10: targets: names nothing to measure: give torrent files, folders, globs, \"@lists\", magnets or infohashes (or watch:)",
                "folder/c.yaml:5:3: unknown key 'rates.per_host': did you mean 'per-host'?",
                "folder/c.yaml:6:27: rates.per-host.per-second: 'fast' is not a number of calls a second (from 0.001 to 1000000)",
                "folder/c.yaml:6:40: rates.per-host.burst: '0' is not a number of calls (a number from 1 to 10000)",
                "folder/c.yaml:7:12: rates.hosts: 'a b' is not a host name (without port)",
                "folder/c.yaml:7:37: rates.hosts.fine.example: expected a map of keys with values",
                "folder/c.yaml:8:7: port: '70000' is not a port (a number from 1 to 65535)",
                "folder/c.yaml:9:1: 'port' stands here a second time (first in line 8): keep one of them",
                "folder/c.yaml:10:12: precision: expected a single value, not a list",
                "folder/c.yaml:11:10: families: has no value: give one or leave the key out",
                "folder/c.yaml:12:20: schedule.start: '2026-12-01 06:00' is not a time with its zone, such as 2026-12-01T06:00:00Z or 2026-12-01T06:00:00+01:00",
                "folder/c.yaml:12:43: schedule.for: is the length of a window: give every too (duration is how long it lasts in all)",
                "folder/c.yaml:13:13: identities: belongs to a measurement: give precision, coverage, burst or schedule.every too",
                "folder/c.yaml:14:19: opt-out.hosts: 'http://x.example/' is not a host name (without scheme and port)",
                "folder/c.yaml:15:12: trackers: not an announce URL: not usable: user name or password before the host",
                "folder/c.yaml:16:8: store: the environment variable NOWHERE is not set",
                "folder/c.yaml:17:6: why: ${…} is filled in for store only",
            ],
            problems);
        Assert.DoesNotContain(problems, problem => problem.Contains("secret", StringComparison.Ordinal) || problem.Contains("passkey", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "c.yaml:1:1: the file is empty")]
    [InlineData("- a", "c.yaml:1:1: expected 'key: value' lines")]
    [InlineData("a: *b", "'*b' is an alias")]
    [InlineData("a: &b 1", "anchors are not read")]
    [InlineData("a: !!int 1", "tags are not read")]
    [InlineData("name: a\ntargets:\n  - @list", "c.yaml:3:5: text that begins with @ is put in quotes")]
    [InlineData("targets:\n  - *.torrent", "c.yaml:2:5: ")]
    [InlineData("name: a\n\tport: 1", "c.yaml:2:")]
    [InlineData("a: 1\n---\nb: 2", "c.yaml:2:1: a second document begins")]
    [InlineData("a: [1", "c.yaml:")]
    [InlineData("[a]: 1", "c.yaml:1:1: a key is a word")]
    public void What_is_no_plain_YAML_is_told(string text, string expected)
    {
        var (file, problems) = Read(text);

        Assert.Null(file);
        Assert.Contains(problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_bomb_does_not_go_off()
    {
        var laughs = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]";
        var deep = "a: " + new string('[', 100_000);
        var wide = "a: [" + string.Join(',', Enumerable.Repeat("{b: 1, b: 2}", 10_000)) + "]";

        Assert.Contains("anchors are not read", Assert.Single(Read(laughs).Problems), StringComparison.Ordinal);
        Assert.Contains("nested deeper than 16 levels", Assert.Single(Read(deep).Problems), StringComparison.Ordinal);
        Assert.InRange(Read(wide).Problems.Count, 2, 60);
    }

    [Fact]
    public void Every_without_for_measures_again_and_with_for_makes_windows()
    {
        Assert.Equal(TimeSpan.FromHours(6), Read(Least + "schedule: { every: 6h }").File!.Plan.Every);
        Assert.Contains("is not shorter than every", Assert.Single(Read(Least + "schedule: { every: 6h, for: 6h }").Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_alone_do_not_go_with_what_needs_peers() =>
        Assert.Contains("precision: needs peers", Assert.Single(Read(Least + "counts-only: true\nprecision: 5%").Problems), StringComparison.Ordinal);

    private static (CampaignFile? File, IReadOnlyList<string> Problems) Read(string text) =>
        CampaignFileReader.Read("folder/c.yaml", text, name => name == "PASSWORD" ? "hunter2" : null, new HashSet<string>());

    private static IEnumerable<string> KeysOf(JsonElement schema, string path)
    {
        if (schema.TryGetProperty("additionalProperties", out var named) && named.ValueKind == JsonValueKind.Object)
            foreach (var key in KeysOf(named, path + "*.")) yield return key;
        if (!schema.TryGetProperty("properties", out var properties)) yield break;
        foreach (var property in properties.EnumerateObject())
        {
            yield return path + property.Name;
            foreach (var key in KeysOf(property.Value, $"{path}{property.Name}.")) yield return key;
        }
    }

    private static IEnumerable<JsonProperty> Described(JsonElement schema) =>
        schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().SelectMany(property => Described(property.Value).Prepend(property)) : [];
}
