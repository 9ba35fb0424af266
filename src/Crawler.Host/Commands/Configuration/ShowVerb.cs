using Crawler.Host.Configuration;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Terminal;

namespace Crawler.Host.Commands.Configuration;

/// <summary><c>crawler config show</c>: every key as it holds.</summary>
internal static class ShowVerb
{
    public static Verb Create()
    {
        var json = JsonOption.Create();
        var verb = new Verb(
            "show",
            "Prints every key with its value, its default, and where the value came from.",
            "Secrets are not shown.",
            new Example("crawler config show --config lab.json", "As it would hold with that file."))
        {
            json,
        };
        verb.SetAction(parse =>
        {
            var output = CommandConsole.Of(parse).Output;
            var rows = Keys.All.Select(key => (Key: key, Setting: CrawlerConfiguration.Current.SettingOf(key))).ToList();
            if (parse.GetValue(json)) WriteJson(rows, output);
            else WriteText(rows, output);
            return ExitCode.Ok;
        });
        return verb;
    }

    private static void WriteJson(IEnumerable<(Key Key, Setting? Setting)> rows, TextWriter output)
    {
        foreach (var (key, setting) in rows)
        {
            output.WriteLine(JsonLine.Of(new
            {
                Key = key.Name,
                Value = setting is null ? key.DefaultText : key.Shown(setting.Text),
                Default = key.DefaultText,
                From = setting?.From ?? "default",
            }));
        }
    }

    private static void WriteText(IEnumerable<(Key Key, Setting? Setting)> rows, TextWriter output)
    {
        var table = new TextTable("KEY", "VALUE", "DEFAULT", "FROM");
        foreach (var (key, setting) in rows)
            table.Add(key.Name, setting is null ? key.DefaultText : key.Shown(setting.Text), key.DefaultText, setting?.From ?? "default");
        table.WriteTo(output);
    }
}
