using System.Buffers;
using System.Text.Json;
using Crawler.Protocol.Bencode;
using FsCheck.Xunit;

namespace Crawler.Protocol.Tests.Bencode;

[Properties(Arbitrary = [typeof(BencodeGenerators)], MaxTest = 500, Replay = "20260101,1")]
public class BencodeProperties
{
    [Property]
    public bool Any_valid_bencode_becomes_JSON_and_byte_for_byte_itself_again(AnyBencode any, bool indented) =>
        BencodeJson.FromJson(BencodeJson.ToJson(any.Bytes, indented)).AsSpan().SequenceEqual(any.Bytes);

    [Property]
    public bool What_bencode_becomes_is_JSON_to_others_too(AnyBencode any)
    {
        using var document = JsonDocument.Parse(BencodeJson.ToJson(any.Bytes));
        return document.RootElement.ValueKind != JsonValueKind.Undefined;
    }

    [Property]
    public bool A_raw_value_is_the_whole_of_any_valid_bencode(AnyBencode any) =>
        new BencodeReader(any.Bytes, BencodeLimits.Torrent).ReadRawValue().SequenceEqual(any.Bytes);

    [Property]
    public bool Bencode_that_broke_on_the_way_is_read_or_refused_but_never_crashes(MutatedBencode mutated) => IsReadOrRefused(mutated.Bytes);

    [Property]
    public bool Any_bytes_are_read_or_refused_but_never_crash(byte[] bytes) => IsReadOrRefused(bytes);

    [Property]
    public bool Any_text_is_converted_from_JSON_or_refused_but_never_crashes(string? text)
    {
        try
        {
            BencodeJson.FromJson(System.Text.Encoding.UTF8.GetBytes(text ?? ""));
        }
        catch (WireFormatException)
        {
        }

        return true;
    }

    [Property]
    public bool Strings_and_integers_are_read_as_written(byte[] bytes, long number)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new BencodeWriter(output);
        writer.WriteString(bytes);
        writer.WriteInteger(number);
        var reader = new BencodeReader(output.WrittenSpan, BencodeLimits.Reply);
        return reader.ReadString().SequenceEqual(bytes) && reader.ReadInteger() == number && reader.Peek() == BencodeKind.EndOfInput;
    }

    private static bool IsReadOrRefused(byte[] bytes)
    {
        try
        {
            return BencodeJson.FromJson(BencodeJson.ToJson(bytes)).AsSpan().SequenceEqual(bytes);
        }
        catch (WireFormatException)
        {
            return true;
        }
    }
}
