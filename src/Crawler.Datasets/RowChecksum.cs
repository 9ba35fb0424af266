using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Crawler.Datasets.Formats;
using Crawler.Storage.Datasets;

namespace Crawler.Datasets;

/// <summary>
/// A checksum of a table that does not depend on the order of its rows, on files or on formats, and that a database can make again:
/// the sum over all rows of the first 60 bits of SHA-256 of the row's values with tabs between, absent ones as <c>\N</c>, times as
/// whole microseconds since 1970, numbers as the shortest text that reads back, flags as <c>true</c> and <c>false</c>.
/// </summary>
/// <param name="columns">The columns of the rows.</param>
/// <param name="only">Those that count; null for all.</param>
internal sealed class RowChecksum(IReadOnlyList<DatasetColumn> columns, Func<DatasetColumn, bool>? only = null)
{
    private readonly int[] _counted = [.. Enumerable.Range(0, columns.Count).Where(i => only?.Invoke(columns[i]) != false)];
    private readonly StringBuilder _text = new();
    private byte[] _bytes = new byte[1024];
    private UInt128 _sum;

    /// <summary>Rows taken in.</summary>
    public long Rows { get; private set; }

    /// <summary>The sum, decimal.</summary>
    public string Sum => _sum.ToString(CultureInfo.InvariantCulture);

    /// <summary>Takes rows in.</summary>
    public void Add(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows) Add(row);
    }

    private void Add(object?[] row)
    {
        _text.Clear();
        foreach (var i in _counted)
        {
            if (i > _counted[0]) _text.Append('\t');
            switch (row[i])
            {
                case null: _text.Append("\\N"); break;
                case long number: _text.Append(CultureInfo.InvariantCulture, $"{number}"); break;
                case double number: _text.Append(FieldText.Real(number)); break;
                case bool flag: _text.Append(flag ? "true" : "false"); break;
                case var text: _text.Append((string)text); break;
            }
        }

        _sum += First60Bits();
        Rows++;
    }

    private ulong First60Bits()
    {
        var most = Encoding.UTF8.GetMaxByteCount(_text.Length);
        if (_bytes.Length < most) _bytes = new byte[most];
        var length = 0;
        foreach (var chunk in _text.GetChunks()) length += Encoding.UTF8.GetBytes(chunk.Span, _bytes.AsSpan(length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.AsSpan(0, length), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash) >> 4;
    }
}
