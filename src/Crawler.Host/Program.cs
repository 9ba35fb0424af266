using Crawler.Host;
using Crawler.Host.Terminal;

using var interrupts = new Interrupts();
return await CrawlerCommand.RunAsync(args, CommandConsole.OfProcess(), interrupts.Token);
