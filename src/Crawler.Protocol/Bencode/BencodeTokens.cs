namespace Crawler.Protocol.Bencode;

/// <summary>
/// Reads bencode (BEP 3) token by token from input that comes in pieces of any size: a piece may end inside a token, and
/// the next goes on there. It remembers where it stands and no more: strings are kept up to a bound and passed over
/// beyond it, so that neither a long value nor an endless stream costs memory. As lenient and as strict as
/// <see cref="BencodeReader"/>, which is the one to use where the whole input is at hand: keys are not checked in what the
/// caller passes over.
/// </summary>
/// <param name="maxDepth">Lists and dictionaries inside one another, at most 32.</param>
internal sealed class BencodeTokens(int maxDepth)
{
    /// <summary>Bytes of a string that are kept; of a longer one its beginning.</summary>
    public const int MaxKept = 4096;

    private const int MaxLengthDigits = 10; // as BencodeReader

    private enum Inside : byte { Nothing, Sign, Integer, Length, String }

    private readonly byte[] _kept = new byte[MaxKept];
    private int _keptLength;
    private Inside _inside;
    private bool _negative;
    private int _digits;
    private long _left; // bytes of the string still to come
    private uint _dictionaries; // a bit a level: whether it is a dictionary
    private uint _awaitValue; // a bit a level: whether its next token is a value

    /// <summary>Bytes consumed so far.</summary>
    public long Position { get; private set; }

    /// <summary>Lists and dictionaries open after the last token.</summary>
    public int Depth { get; private set; }

    /// <summary>What the last token is: a string, an integer, the beginning or the end of a list or dictionary.</summary>
    public BencodeKind Kind { get; private set; }

    /// <summary>Whether the last token stands where a dictionary's key should; that it is a string is the caller's to ask.</summary>
    public bool IsKey { get; private set; }

    /// <summary>Whether the last end left a dictionary whose last key has no value.</summary>
    public bool LacksValue { get; private set; }

    /// <summary>The last integer, saturated at 64 bits.</summary>
    public long Number { get; private set; }

    /// <summary>The last string, at most <see cref="MaxKept"/> bytes of it.</summary>
    public ReadOnlySpan<byte> Text => _kept.AsSpan(0, _keptLength);

    /// <summary>Whether the next byte begins a key, or ends its dictionary.</summary>
    public bool AtKey => _inside == Inside.Nothing && Depth > 0 && ((_dictionaries & ~_awaitValue) >> (Depth - 1) & 1) != 0;

    /// <summary>Takes the next token off the front of <paramref name="input"/>; false if it ends before the token does.</summary>
    /// <exception cref="WireFormatException">Not bencode, or nested too deep.</exception>
    public bool TryRead(ref ReadOnlySpan<byte> input)
    {
        while (!input.IsEmpty)
        {
            if (_inside == Inside.String)
            {
                Keep(ref input);
                if (_left == 0) return Complete(BencodeKind.String);
                continue;
            }

            var value = input[0];
            input = input[1..];
            var completed = _inside == Inside.Nothing ? Begin(value) : Continue(value);
            Position++;
            if (completed) return true;
        }

        return false;
    }

    /// <summary>Notes that the caller took a whole key and its value off the input by itself, at <see cref="AtKey"/>.</summary>
    public void Passed(int bytes) => Position += bytes;

    /// <summary>The error to throw when what was read makes no sense to the caller.</summary>
    public WireFormatException Problem(string problem) => new($"{problem} at byte {Position}");

    private bool Begin(byte value)
    {
        switch (value)
        {
            case (byte)'i':
                (_inside, _negative, _digits, Number) = (Inside.Sign, false, 0, 0);
                return false;
            case >= (byte)'0' and <= (byte)'9':
                (_inside, _digits, _left, _keptLength) = (Inside.Length, 1, value - '0', 0);
                return false;
            case (byte)'l' or (byte)'d':
                if (Depth == maxDepth) throw Problem($"nested deeper than {maxDepth}");
                Complete(value == 'd' ? BencodeKind.Dictionary : BencodeKind.List);
                Open(isDictionary: value == 'd');
                return true;
            case (byte)'e' when Depth > 0:
                Depth--;
                (Kind, IsKey, LacksValue) = (BencodeKind.End, false, (_dictionaries & _awaitValue & (1u << Depth)) != 0);
                return true;
            default:
                throw Problem("no bencode value");
        }
    }

    private bool Continue(byte value)
    {
        var isDigit = (uint)(value - '0') <= 9;
        switch (_inside)
        {
            case Inside.Sign when value == '-':
                (_inside, _negative) = (Inside.Integer, true);
                return false;
            case Inside.Sign or Inside.Integer when isDigit:
                (_inside, _digits) = (Inside.Integer, 1);
                Number = BencodeNumber.Append(Number, value - '0');
                return false;
            case Inside.Integer when value == 'e' && _digits > 0:
                if (!_negative) Number = Number == long.MinValue ? long.MaxValue : -Number;
                return Complete(BencodeKind.Integer);
            case Inside.Length when isDigit && _digits < MaxLengthDigits:
                _digits++;
                _left = (_left * 10) + (value - '0');
                return false;
            case Inside.Length when value == ':':
                _inside = Inside.String;
                return _left == 0 && Complete(BencodeKind.String);
            default:
                throw Problem(_inside == Inside.Length ? "string length not followed by ':'" : "not an integer");
        }
    }

    private void Keep(ref ReadOnlySpan<byte> input)
    {
        var here = input[..(int)Math.Min(_left, input.Length)];
        var kept = here[..Math.Min(here.Length, MaxKept - _keptLength)];
        kept.CopyTo(_kept.AsSpan(_keptLength));
        _keptLength += kept.Length;
        _left -= here.Length;
        Position += here.Length;
        input = input[here.Length..];
    }

    /// <summary>Ends a token and says what it is to the dictionary it stands in, if it does: key or value, in turns.</summary>
    private bool Complete(BencodeKind kind)
    {
        _inside = Inside.Nothing;
        (Kind, IsKey) = (kind, AtKey);
        if (Depth > 0 && (_dictionaries >> (Depth - 1) & 1) != 0) _awaitValue ^= 1u << (Depth - 1);
        return true;
    }

    private void Open(bool isDictionary)
    {
        var level = 1u << Depth++;
        _dictionaries = isDictionary ? _dictionaries | level : _dictionaries & ~level;
        _awaitValue &= ~level;
    }
}
