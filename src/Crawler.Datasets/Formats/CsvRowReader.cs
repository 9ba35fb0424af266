using System.Globalization;
using Crawler.Storage.Datasets;
using CsvHelper;
using CsvHelper.Configuration;

namespace Crawler.Datasets.Formats;

/// <summary>Reads what <see cref="CsvRowWriter"/> writes; columns may stand in any order.</summary>
internal static class CsvRowReader
{
    private const int PageSize = 5000;

    public static async IAsyncEnumerable<IReadOnlyList<object?[]>> ReadAsync(IReadOnlyList<DatasetColumn> columns, string path)
    {
        using var csv = new CsvParser(new StreamReader(path), new CsvConfiguration(CultureInfo.InvariantCulture) { MaxFieldSize = 1 << 20 });
        if (!await csv.ReadAsync()) throw new InvalidDataException("it is empty");
        var header = csv.Record!;
        var places = columns.Select(column => Array.IndexOf(header, column.Name) is >= 0 and var place ? place : throw new InvalidDataException($"it has no column {column.Name}")).ToArray();
        var rows = new List<object?[]>(PageSize);
        while (await csv.ReadAsync())
        {
            rows.Add(Row(columns, places, csv));
            if (rows.Count < PageSize) continue;
            yield return rows;
            rows = new List<object?[]>(PageSize);
        }

        if (rows.Count > 0) yield return rows;
    }

    private static object?[] Row(IReadOnlyList<DatasetColumn> columns, int[] places, CsvParser csv)
    {
        var row = new object?[columns.Count];
        for (var i = 0; i < row.Length; i++)
        {
            var field = csv[places[i]];
            try
            {
                row[i] = field.Length == 0 ? null : columns[i].Type == DatasetType.Text ? CsvText.Unguard(field) : FieldText.Parse(columns[i].Type, field);
            }
            catch (Exception error) when (error is FormatException or OverflowException)
            {
                throw new InvalidDataException($"line {csv.RawRow}, column {columns[i].Name}: {error.Message}", error);
            }
        }

        return row;
    }
}
