using System.Text.Json;
using Crawler.Lab;
using Crawler.Notifications.Notices;
using Crawler.Notifications.Sending;

namespace Crawler.Notifications.Tests.Sending;

public class WebhookBodyTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "schemas/notification.schema.json"))).RootElement;

    [Fact]
    public void It_has_the_names_that_the_schema_promises_and_no_others()
    {
        var body = JsonDocument.Parse(WebhookBody.Of(Sample.Message())).RootElement;
        AssertAlike(Schema, body);
        AssertAlike(Schema.GetProperty("properties").GetProperty("notices").GetProperty("items"), body.GetProperty("notices")[0]);
    }

    [Fact]
    public void A_summary_names_the_one_thing_or_counts_many()
    {
        var store = Sample.Notice() with { Kind = NoticeKind.StoreAway, SubjectId = null, Subject = "store" };
        Assert.Equal("tracker down: udp://tracker.example:6969/announce", MessageText.Subject(Sample.Message()));
        Assert.Equal("store away", MessageText.Subject(Sample.Message(store)));
        Assert.Equal("2 × tracker down, store away", MessageText.Subject(Sample.Message(store, Sample.Notice(1), Sample.Notice(2))));
    }

    [Fact]
    public void Every_kind_is_in_the_schema()
    {
        var kinds = Schema.GetProperty("properties").GetProperty("notices").GetProperty("items").GetProperty("properties").GetProperty("kind").GetProperty("enum");
        Assert.Equal(Enum.GetValues<NoticeKind>().Select(NoticeKinds.NameOf), kinds.EnumerateArray().Select(kind => kind.GetString()));
    }

    [Fact]
    public void Every_kind_is_on_the_page()
    {
        var page = File.ReadAllText(Path.Combine(Checkout.Root, "docs/notifications.md"));
        Assert.All(Enum.GetValues<NoticeKind>(), kind => Assert.Contains($"`{NoticeKinds.NameOf(kind)}`", page));
    }

    private static void AssertAlike(JsonElement schema, JsonElement sent)
    {
        var names = sent.EnumerateObject().Select(property => property.Name).ToList();
        Assert.Equal(names, schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(names, schema.GetProperty("properties").EnumerateObject().Select(property => property.Name));
    }
}
