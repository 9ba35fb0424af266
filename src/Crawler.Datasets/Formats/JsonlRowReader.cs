using System.Text.Json;
using Crawler.Storage.Datasets;

namespace Crawler.Datasets.Formats;

/// <summary>Reads what <see cref="JsonlRowWriter"/> writes.</summary>
internal static class JsonlRowReader
{
    private const int PageSize = 5000;

    public static async IAsyncEnumerable<IReadOnlyList<object?[]>> ReadAsync(IReadOnlyList<DatasetColumn> columns, string path)
    {
        using var lines = new StreamReader(path);
        var rows = new List<object?[]>(PageSize);
        var letters = 0L;
        for (var line = 1L; await lines.ReadLineAsync() is { } text; line++)
        {
            rows.Add(Row(columns, text, line));
            letters += text.Length;
            if (rows.Count < PageSize && letters < RowFiles.PageLetters) continue;
            yield return rows;
            (rows, letters) = (new List<object?[]>(PageSize), 0);
        }

        if (rows.Count > 0) yield return rows;
    }

    private static object?[] Row(IReadOnlyList<DatasetColumn> columns, string text, long line)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var row = new object?[columns.Count];
            for (var i = 0; i < row.Length; i++)
                row[i] = json.RootElement.TryGetProperty(columns[i].Name, out var value) ? Value(columns[i].Type, value) : throw new FormatException($"it has no {columns[i].Name}");
            return row;
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            throw new InvalidDataException($"line {line}: {error.Message}", error);
        }
    }

    private static object? Value(DatasetType type, JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : type switch
    {
        DatasetType.Whole => value.GetInt64(),
        DatasetType.Real => value.GetDouble(),
        DatasetType.Flag => value.GetBoolean(),
        DatasetType.Time => FieldText.Parse(type, value.GetString()!),
        _ => value.GetString(),
    };
}
