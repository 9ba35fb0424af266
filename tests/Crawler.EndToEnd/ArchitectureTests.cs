using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Crawler.Lab;

namespace Crawler.EndToEnd;

/// <summary>The rooms of the house and the doors between them, as docs/architecture.md draws them.</summary>
public partial class ArchitectureTests
{
    // Host → {Clustering, Actors, Simulation, Web} → {Storage, Plots} → {Protocol, Statistics}; Clustering → Actors. A new room needs a line here.
    private static readonly Dictionary<string, string[]> Doors = new()
    {
        ["Crawler.Protocol"] = [],
        ["Crawler.Statistics"] = [],
        ["Crawler.Actors"] = ["Crawler.Protocol", "Crawler.Statistics"],
        ["Crawler.Clustering"] = ["Crawler.Actors", "Crawler.Protocol"],
        ["Crawler.Storage"] = ["Crawler.Protocol", "Crawler.Statistics"],
        ["Crawler.Datasets"] = ["Crawler.Protocol", "Crawler.Storage"],
        ["Crawler.Simulation"] = ["Crawler.Protocol", "Crawler.Statistics"],
        ["Crawler.Plots"] = ["Crawler.Statistics"],
        ["Crawler.Notifications"] = ["Crawler.Protocol"],
        ["Crawler.Privacy"] = ["Crawler.Protocol"],
        ["Crawler.Web"] = ["Crawler.Storage", "Crawler.Plots", "Crawler.Protocol", "Crawler.Statistics"],
        ["Crawler.Host"] =
        [
            "Crawler.Actors", "Crawler.Clustering", "Crawler.Storage", "Crawler.Simulation", "Crawler.Web", "Crawler.Plots", "Crawler.Protocol",
            "Crawler.Statistics", "Crawler.Notifications", "Crawler.Privacy", "Crawler.Datasets",
        ],
    };

    // Whole families by their first words: Akka, Akka.Hosting, …
    private static readonly Dictionary<string, string[]> NeverThere = new()
    {
        ["Crawler.Protocol"] = ["Akka", "Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Data.Sqlite"],
        ["Crawler.Statistics"] = ["Akka", "Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Data.Sqlite"],
        ["Crawler.Actors"] = ["Akka.Cluster", "Akka.Remote", "Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Data.Sqlite"],
        ["Crawler.Clustering"] = ["Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Data.Sqlite"],
        ["Crawler.Storage"] = ["Akka"],
        ["Crawler.Simulation"] = ["Akka", "Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Data.Sqlite"],
        ["Crawler.Notifications"] = ["Akka", "Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Data.Sqlite"],
        ["Crawler.Privacy"] = ["Akka", "Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Data.Sqlite"],
        ["Crawler.Datasets"] = ["Akka", "Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Data.Sqlite"],
        ["Crawler.Plots"] = ["Akka", "Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Data.Sqlite"],
        ["Crawler.Web"] = ["Akka", "Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Data.Sqlite"],
        ["Crawler.Host"] = [],
    };

    public static TheoryData<string> Rooms => [.. Directory.GetDirectories(Source).Select(folder => Path.GetFileName(folder)).Order()];

    private static string Source => Path.Combine(Checkout.Root, "src");

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_is_drawn_in_the_plan(string room) => Assert.Contains(room, Doors.Keys);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_project_references_only_what_the_plan_allows(string room)
    {
        var project = XDocument.Load(Path.Combine(Source, room, room + ".csproj"));
        var projects = Includes(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
        var packages = Includes(project, "PackageReference");

        Assert.Empty(projects.Except(Doors[room]));
        Assert.DoesNotContain(packages, package => IsForbidden(room, package));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void An_assembly_references_only_what_the_plan_allows(string room)
    {
        var references = Assembly.Load(AssemblyOf(room)).GetReferencedAssemblies().Select(reference => reference.Name!).ToArray();
        var rooms = references.Where(name => name.StartsWith("Crawler.", StringComparison.Ordinal));

        Assert.Empty(rooms.Except(Doors[room]));
        Assert.DoesNotContain(references, reference => IsForbidden(room, reference));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Namespaces_are_folders(string room)
    {
        var misplaced = Directory.EnumerateFiles(Path.Combine(Source, room), "*.cs", SearchOption.AllDirectories)
            .Select(file => (File: Path.GetRelativePath(Source, file), Declared: NamespacesIn(file)))
            .Where(file => !IsGenerated(file.File) && !file.Declared.SequenceEqual(Expected(file.File)))
            .Select(file => $"{file.File}: {string.Join(", ", file.Declared)}");

        Assert.Empty(misplaced);
    }

    private static IEnumerable<string> Expected(string file) => Path.GetFileName(file) is "Program.cs" or "GlobalUsings.cs" or "AssemblyInfo.cs"
        ? [] // top-level statements and assembly attributes have none
        : [Path.GetDirectoryName(file)!.Replace('/', '.')];

    private static string[] NamespacesIn(string file) => [.. Namespace().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)];

    private static bool IsGenerated(string file) => file.Split('/')[1] is "obj" or "bin";

    private static bool IsForbidden(string room, string name) =>
        NeverThere[room].Any(family => name == family || name.StartsWith(family + ".", StringComparison.Ordinal));

    private static IEnumerable<string> Includes(XDocument project, string element) =>
        project.Descendants(element).Select(reference => (string?)reference.Attribute("Include") ?? "");

    private static string AssemblyOf(string room) => room == "Crawler.Host" ? "crawler" : room;

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
