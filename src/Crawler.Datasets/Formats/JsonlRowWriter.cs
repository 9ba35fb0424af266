using System.Text.Encodings.Web;
using System.Text.Json;
using Crawler.Storage.Datasets;

namespace Crawler.Datasets.Formats;

/// <summary>JSON lines: an object a row, absent values as null, times as ISO 8601.</summary>
internal sealed class JsonlRowWriter : IRowWriter
{
    private readonly IReadOnlyList<DatasetColumn> _columns;
    private readonly JsonEncodedText[] _names;
    private readonly Stream _file;
    private readonly Utf8JsonWriter _json;

    public JsonlRowWriter(IReadOnlyList<DatasetColumn> columns, Stream file)
    {
        (_columns, _file) = (columns, file);
        _names = [.. columns.Select(column => JsonEncodedText.Encode(column.Name))];
        // A file of its own, in no page: URLs stay as they read.
        _json = new Utf8JsonWriter(file, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public Task WriteAsync(IReadOnlyList<object?[]> rows)
    {
        foreach (var row in rows)
        {
            _json.WriteStartObject();
            for (var i = 0; i < _columns.Count; i++) Write(_names[i], _columns[i].Type, row[i]);
            _json.WriteEndObject();
            _json.Flush();
            _json.Reset();
            _file.WriteByte((byte)'\n');
        }

        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _json.DisposeAsync();
        await _file.DisposeAsync();
    }

    private void Write(JsonEncodedText name, DatasetType type, object? value)
    {
        switch (value)
        {
            case null: _json.WriteNull(name); break;
            case long time when type == DatasetType.Time: _json.WriteString(name, FieldText.Time(time)); break;
            case long number: _json.WriteNumber(name, number); break;
            case double number: _json.WriteNumber(name, number); break;
            case bool flag: _json.WriteBoolean(name, flag); break;
            case string text: _json.WriteString(name, text); break;
            default: throw new ArgumentException($"a value is {value.GetType()}", nameof(value));
        }
    }
}
