using Crawler.Fuzz;
using Crawler.Lab;

namespace Crawler.Protocol.Tests.Fuzz;

public class CorpusTests
{
    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void What_fuzzing_once_found_is_taken_well_today(string name)
    {
        var target = FuzzTargets.All.Single(target => target.Name == name);
        foreach (var seed in target.Seeds) target.Try(seed); // the first call also pays for what is made once
        var folder = Path.Combine(Checkout.Root, "tests", "fuzz", "corpus", name);
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
        foreach (var input in files.Select(File.ReadAllBytes).Concat(target.Seeds)) Assert.Null(target.Try(input));
    }
}
