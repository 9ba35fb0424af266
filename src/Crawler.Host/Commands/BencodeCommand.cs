using System.CommandLine;
using Crawler.Host.Files;
using Crawler.Host.Options;
using Crawler.Host.Terminal;
using Crawler.Protocol;
using Crawler.Protocol.Bencode;

namespace Crawler.Host.Commands;

/// <summary><c>crawler bencode</c>: any bencoded file to JSON and back, byte for byte.</summary>
public static class BencodeCommand
{
    /// <summary>Bytes of input: whatever is bencoded and held in memory at once.</summary>
    internal const int MaxBytes = 256 << 20;

    private const string Summary = "Turns any bencoded file into JSON and back, every byte kept.";

    private const string Details =
        "Torrents, tracker replies and resume files are bencoded. What is no text becomes \"hex:…\", what bencode does not normally write becomes \"raw:…\", and the order of keys stays. The direction is told from the input's first byte.";

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var file = Operand.Optional("FILE", "The input, or - for standard input. [default: -]");
        var decode = new Option<bool>("--decode", "-d") { Description = "From bencode to JSON, whatever the input looks like." };
        var encode = new Option<bool>("--encode", "-e") { Description = "From JSON to bencode, whatever the input looks like." };
        var compact = new Option<bool>("--compact") { Description = "JSON on one line." };
        var output = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = "Write to this file, whole or not at all. [default: standard output]" };
        var verb = new Verb(
            "bencode",
            Summary,
            Details,
            new Example("crawler bencode movie.torrent", "Read a torrent as JSON."),
            new Example("crawler bencode movie.torrent -o movie.json", "Keep it; edit it; then:"),
            new Example("crawler bencode --encode movie.json -o movie.torrent", "Make a torrent of it again."))
        {
            file, decode, encode, compact, output,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(decode) && result.GetValue(encode)) result.AddError("--decode and --encode exclude one another");
        });
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            var name = parse.GetValue(file) ?? "-";
            byte[] result;
            try
            {
                var input = name == "-"
                    ? await InputFile.ReadAsync(console.Input, MaxBytes, cancellation)
                    : await InputFile.ReadAsync(name, MaxBytes, cancellation);
                var toJson = parse.GetValue(decode) || (!parse.GetValue(encode) && BencodeDirection.IsBencode(input));
                result = toJson ? [.. BencodeJson.ToJson(input, indented: !parse.GetValue(compact)), (byte)'\n'] : Encode(input);
            }
            catch (BencodeException error)
            {
                throw new UserException($"{Shown(name)}: not bencode: {error.Message}", cause: error);
            }
            catch (Exception error) when (FileProblem.Describe(error) is { } problem)
            {
                throw new UserException($"{Shown(name)}: {problem}", cause: error);
            }

            await WriteAsync(parse.GetValue(output), result, console, cancellation);
            return ExitCode.Ok;
        });
        return verb;
    }

    private static string Shown(string name) => name == "-" ? "standard input" : name;

    /// <summary>JSON with a "raw:" of nonsense in it would otherwise become a file that is no bencode.</summary>
    private static byte[] Encode(ReadOnlySpan<byte> json)
    {
        var bencode = BencodeJson.FromJson(BencodeDirection.WithoutByteOrderMark(json));
        var reader = new BencodeReader(bencode, BencodeLimits.Torrent);
        reader.ReadRawValue();
        return reader.Position == bencode.Length ? bencode : throw new WireFormatException("the JSON does not become one bencoded value");
    }

    private static async Task WriteAsync(string? path, byte[] bytes, CommandConsole console, CancellationToken cancellation)
    {
        if (path is null or "-")
        {
            await console.BinaryOutput.WriteAsync(bytes, cancellation);
            await console.BinaryOutput.FlushAsync(cancellation);
            return;
        }

        try
        {
            await AtomicFile.WriteAsync(path, bytes, cancellation);
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            throw UserException.Failed($"{path}: not written: {problem}", error);
        }
    }
}
