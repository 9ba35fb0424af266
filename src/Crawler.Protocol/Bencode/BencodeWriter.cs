using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Crawler.Protocol.Bencode;

/// <summary>Writes bencode (BEP 3) in the order it is told to: sorting keys is the caller's choice.</summary>
public sealed class BencodeWriter(IBufferWriter<byte> output)
{
    /// <summary><c>i…e</c>.</summary>
    public void WriteInteger(long value)
    {
        WriteByte((byte)'i');
        WriteDigits(value);
        WriteByte((byte)'e');
    }

    /// <summary><c>n:…</c>.</summary>
    public void WriteString(ReadOnlySpan<byte> bytes)
    {
        WriteDigits(bytes.Length);
        WriteByte((byte)':');
        output.Write(bytes);
    }

    /// <summary>The UTF-8 bytes of <paramref name="text"/> as a string.</summary>
    public void WriteString(string text) => WriteString(Encoding.UTF8.GetBytes(text));

    /// <summary>Opens a list.</summary>
    public void WriteListStart() => WriteByte((byte)'l');

    /// <summary>Opens a dictionary; write key and value in turn.</summary>
    public void WriteDictionaryStart() => WriteByte((byte)'d');

    /// <summary>Closes the innermost list or dictionary.</summary>
    public void WriteEnd() => WriteByte((byte)'e');

    /// <summary>Bytes that are bencode already.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bencode) => output.Write(bencode);

    private void WriteByte(byte value) => output.Write([value]);

    private void WriteDigits(long value)
    {
        var span = output.GetSpan(20);
        Utf8Formatter.TryFormat(value, span, out var written);
        output.Advance(written);
    }
}
