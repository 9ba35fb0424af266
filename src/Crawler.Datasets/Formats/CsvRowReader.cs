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
        using var csv = new CsvParser(new StreamReader(path), new CsvConfiguration(CultureInfo.InvariantCulture) { MaxFieldSize = 4 << 20 });
        if (!await ReadAsync(csv)) throw new InvalidDataException("it is empty");
        var header = csv.Record!;
        var places = columns.Select(column => Array.IndexOf(header, column.Name) is >= 0 and var place ? place : throw new InvalidDataException($"it has no column {column.Name}")).ToArray();
        var rows = new List<object?[]>(PageSize);
        var letters = 0L;
        while (await ReadAsync(csv))
        {
            rows.Add(Row(columns, places, csv));
            letters += csv.RawRecord.Length;
            if (rows.Count < PageSize && letters < RowFiles.PageLetters) continue;
            yield return rows;
            (rows, letters) = (new List<object?[]>(PageSize), 0);
        }

        if (rows.Count > 0) yield return rows;
    }

    private static async Task<bool> ReadAsync(CsvParser csv)
    {
        try
        {
            return await csv.ReadAsync();
        }
        catch (CsvHelperException error)
        {
            throw new InvalidDataException($"line {csv.RawRow}: it is no CSV of ours, or a field is longer than any of ours", error);
        }
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
