using Crawler.Lab;

namespace Crawler.EndToEnd;

public class DockerfileTests
{
    // Its restore step names the projects one by one; a forgotten one would only show when somebody builds the image.
    [Fact]
    public void The_image_restores_every_project_of_the_product()
    {
        var dockerfile = File.ReadAllText(Path.Combine(Checkout.Root, "Dockerfile"));
        var rooms = Directory.GetDirectories(Path.Combine(Checkout.Root, "src")).Select(Path.GetFileName);

        Assert.All(rooms, room => Assert.Contains($"COPY src/{room}/{room}.csproj src/{room}/\n", dockerfile));
    }
}
