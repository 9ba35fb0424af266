using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crawler.Storage.Model;

/// <summary>Names in the database as people type them in SQL: <c>torrent_id</c>, never <c>"TorrentId"</c>.</summary>
internal static class SnakeCase
{
    /// <summary>Names columns, keys and indexes; explicit names stay.</summary>
    public static void Apply(IMutableModel model)
    {
        foreach (var table in model.GetEntityTypes())
        {
            foreach (var column in table.GetProperties())
                if (column.FindAnnotation(RelationalAnnotationNames.ColumnName) is null) column.SetColumnName(Of(column.Name));
            foreach (var key in table.GetKeys()) key.SetName($"pk_{table.GetTableName()}");
            foreach (var link in table.GetForeignKeys()) link.SetConstraintName($"fk_{table.GetTableName()}_{Columns(link.Properties)}");
            foreach (var index in table.GetIndexes()) index.SetDatabaseName($"ix_{table.GetTableName()}_{Columns(index.Properties)}");
        }
    }

    /// <summary><c>PeersV4</c> becomes <c>peers_v4</c>.</summary>
    public static string Of(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1])) snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }

    private static string Columns(IEnumerable<IMutableProperty> properties) =>
        string.Join('_', properties.Select(property => property.GetColumnName()));
}
