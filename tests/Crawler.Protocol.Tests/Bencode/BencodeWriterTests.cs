using System.Buffers;
using System.Text;
using Crawler.Protocol.Bencode;

namespace Crawler.Protocol.Tests.Bencode;

public class BencodeWriterTests
{
    [Fact]
    public void All_kinds_of_values_are_written_as_BEP_3_spells_them()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new BencodeWriter(output);
        writer.WriteDictionaryStart();
        writer.WriteString("a");
        writer.WriteInteger(long.MinValue);
        writer.WriteString("bytes");
        writer.WriteString([0, 0xFF]);
        writer.WriteString("list");
        writer.WriteListStart();
        writer.WriteString("ü");
        writer.WriteRaw("i007e"u8);
        writer.WriteEnd();
        writer.WriteEnd();

        Assert.Equal("d1:ai-9223372036854775808e5:bytes2:\0\u00ff4:listl2:Ã¼i007eee", Encoding.Latin1.GetString(output.WrittenSpan));
    }
}
