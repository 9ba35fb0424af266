using System.Buffers.Text;

namespace Crawler.Protocol.Bencode;

/// <summary>
/// Reads bencode (BEP 3) from a span, value by value, without allocating. The caller pulls what it expects;
/// <see cref="Peek"/> tells what is there. Depth and item count are bounded.
/// <para>
/// It is lenient where real files are odd and nothing is lost by it (leading zeros, <c>i-0e</c>, keys out of order or
/// twice), strict where meaning would be guessed. An infohash is taken from <see cref="ReadRawValue"/>, never from a
/// re-encoding.
/// </para>
/// </summary>
public ref struct BencodeReader
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly BencodeLimits _limits;
    private int _position;
    private int _depth;
    private int _items;

    /// <summary>Begins at the first byte of <paramref name="data"/>.</summary>
    public BencodeReader(ReadOnlySpan<byte> data, BencodeLimits limits)
    {
        _data = data;
        _limits = limits;
    }

    /// <summary>Bytes consumed so far.</summary>
    public readonly int Position => _position;

    /// <summary>What stands next; nothing is consumed.</summary>
    /// <exception cref="BencodeException">A byte that begins no value.</exception>
    public readonly BencodeKind Peek()
    {
        if (_position >= _data.Length) return BencodeKind.EndOfInput;
        return _data[_position] switch
        {
            (byte)'i' => BencodeKind.Integer,
            >= (byte)'0' and <= (byte)'9' => BencodeKind.String,
            (byte)'l' => BencodeKind.List,
            (byte)'d' => BencodeKind.Dictionary,
            (byte)'e' => BencodeKind.End,
            _ => throw Problem("no bencode value"),
        };
    }

    /// <summary>A string's bytes, as a slice of the input.</summary>
    /// <exception cref="BencodeException">Something else, or the input ends inside.</exception>
    public ReadOnlySpan<byte> ReadString()
    {
        var start = _position;
        var length = 0L; // ten digits overflow 32 bits
        while (_position < _data.Length && (uint)(_data[_position] - '0') <= 9)
        {
            length = (length * 10) + (_data[_position++] - '0');
            if (length > _data.Length || _position - start > 10) throw Problem("string longer than the input", start);
        }

        if (_position == start) throw Expected("a string");
        if (_position >= _data.Length) throw Problem("the input ends inside a string length", start);
        if (_data[_position] != ':') throw Problem("string length not followed by ':'", start);
        if (length > _data.Length - _position - 1) throw Problem("string longer than the input", start);
        CountItem();
        var bytes = _data.Slice(_position + 1, (int)length);
        _position += 1 + (int)length;
        return bytes;
    }

    /// <summary>An integer's digits with their sign, as they stand: <c>-?[0-9]+</c>.</summary>
    /// <exception cref="BencodeException">Something else.</exception>
    public ReadOnlySpan<byte> ReadIntegerDigits()
    {
        if (_position >= _data.Length || _data[_position] != 'i') throw Expected("an integer");
        var start = _position;
        var end = start + 1;
        if (end < _data.Length && _data[end] == '-') end++;
        var firstDigit = end;
        while (end < _data.Length && (uint)(_data[end] - '0') <= 9) end++;
        if (end >= _data.Length) throw Problem("the input ends inside an integer", start);
        if (end == firstDigit || _data[end] != 'e') throw Problem("not an integer", start);
        CountItem();
        _position = end + 1;
        return _data[(start + 1)..end];
    }

    /// <summary>An integer of 64 bits.</summary>
    /// <exception cref="BencodeException">Something else, or too large.</exception>
    public long ReadInteger()
    {
        var start = _position;
        var digits = ReadIntegerDigits();
        return Utf8Parser.TryParse(digits, out long value, out var used) && used == digits.Length
            ? value
            : throw Problem("integer beyond 64 bits", start);
    }

    /// <summary>Enters a list; its values follow until <see cref="TryReadEnd"/>.</summary>
    /// <exception cref="BencodeException">Something else, or too deep.</exception>
    public void ReadListStart() => Enter((byte)'l', "a list");

    /// <summary>Enters a dictionary; key (a string) and value alternate until <see cref="TryReadEnd"/>.</summary>
    /// <exception cref="BencodeException">Something else, or too deep.</exception>
    public void ReadDictionaryStart() => Enter((byte)'d', "a dictionary");

    /// <summary>Leaves the current list or dictionary if its end stands next.</summary>
    /// <exception cref="BencodeException">The input ends here.</exception>
    public bool TryReadEnd()
    {
        if (_position >= _data.Length) throw Problem("the input ends inside a list or dictionary");
        if (_data[_position] != 'e' || _depth == 0) return false;
        _position++;
        _depth--;
        return true;
    }

    /// <summary>Passes over one whole value and returns it as it stands, from its first byte to its last.</summary>
    /// <exception cref="BencodeException">No whole value within the bounds.</exception>
    public ReadOnlySpan<byte> ReadRawValue()
    {
        var start = _position;
        var outer = _depth;
        do
        {
            switch (Peek())
            {
                case BencodeKind.Integer: ReadIntegerDigits(); break;
                case BencodeKind.String: ReadString(); break;
                case BencodeKind.List: ReadListStart(); break;
                case BencodeKind.Dictionary: ReadDictionaryStart(); break;
                case BencodeKind.End when _depth > outer: TryReadEnd(); break;
                default: throw Expected("a value");
            }
        }
        while (_depth > outer);
        return _data[start.._position];
    }

    /// <summary>The error to throw when the value at hand makes no sense to the caller.</summary>
    public readonly BencodeException Problem(string problem) => new(problem, _position);

    private static BencodeException Problem(string problem, int offset) => new(problem, offset);

    private readonly BencodeException Expected(string what) => Problem(
        _position >= _data.Length ? $"the input ends where {what} should stand" : $"something other than {what}");

    private void Enter(byte opening, string what)
    {
        if (_position >= _data.Length || _data[_position] != opening) throw Expected(what);
        if (++_depth > _limits.MaxDepth) throw Problem($"nested deeper than {_limits.MaxDepth}");
        CountItem();
        _position++;
    }

    private void CountItem()
    {
        if (++_items > _limits.MaxItems) throw Problem($"more than {_limits.MaxItems} values");
    }
}
