using System.Globalization;
using Crawler.Storage.Datasets;
using CsvHelper;
using CsvHelper.Configuration;

namespace Crawler.Datasets.Formats;

/// <summary>CSV as of RFC 4180, UTF-8, a header first. Absent is empty.</summary>
internal sealed class CsvRowWriter : IRowWriter
{
    private readonly IReadOnlyList<DatasetColumn> _columns;
    private readonly CsvWriter _csv;

    public CsvRowWriter(IReadOnlyList<DatasetColumn> columns, Stream file)
    {
        _columns = columns;
        _csv = new CsvWriter(new StreamWriter(file), new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" });
        foreach (var column in columns) _csv.WriteField(column.Name);
        _csv.NextRecord();
    }

    public Task WriteAsync(IReadOnlyList<object?[]> rows)
    {
        foreach (var row in rows)
        {
            for (var i = 0; i < _columns.Count; i++) _csv.WriteField(Field(_columns[i].Type, row[i]));
            _csv.NextRecord();
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private static string Field(DatasetType type, object? value) => (type, value) switch
    {
        (_, null) => "",
        (DatasetType.Time, long time) => FieldText.Time(time),
        (DatasetType.Text, string text) => CsvText.Guard(text),
        (_, long number) => number.ToString(CultureInfo.InvariantCulture),
        (_, double number) => FieldText.Real(number),
        (_, bool flag) => flag ? "true" : "false",
        _ => throw new ArgumentException($"a value is {value.GetType()}", nameof(value)),
    };
}
