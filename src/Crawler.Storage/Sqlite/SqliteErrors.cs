using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>SQLite's errors as one line that says what to do.</summary>
internal static class SqliteErrors
{
    // Result codes of SQLite, https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>What an exception means; null if it is not SQLite's or the file system's.</summary>
    public static StoreException? Explain(Exception exception, StoreLocation location)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is SqliteException answer) return Explain(answer, location);
            if (e is IOException or UnauthorizedAccessException)
                return new StoreException(StoreProblem.NotWritable, $"cannot write the store {location}: {StoreException.OneLine(e.Message)}", exception);
        }

        return null;
    }

    private static StoreException Explain(SqliteException e, StoreLocation location)
    {
        var (problem, line) = e.SqliteErrorCode switch
        {
            Busy or Locked => (StoreProblem.Locked, $"the store {location} is locked by another process; end it or try again"),
            ReadOnly => (StoreProblem.NotWritable, $"the store {location} cannot be written; check the permissions of the file and its directory"),
            CannotOpen when !Path.Exists(location.Address) => (StoreProblem.Missing, $"there is no store {location}; to create it run: crawler db migrate"),
            CannotOpen => (StoreProblem.NotWritable, $"the store {location} cannot be opened; check the path and the permissions of the file and its directory"),
            Full => (StoreProblem.Full, $"the disk of the store {location} is full"),
            InputOutput => (StoreProblem.NotWritable, $"the disk of the store {location} reports an error: {StoreException.OneLine(e.Message)}"),
            Corrupt => (StoreProblem.NotADatabase, $"the store {location} is damaged; restore it from a copy"),
            NotADatabase => (StoreProblem.NotADatabase, $"the store {location} is not an SQLite database; choose another path"),
            _ when e.Message.Contains("no such table") || e.Message.Contains("no such column")
                => (StoreProblem.SchemaOlder, $"the schema of the store {location} is not the program's; run: crawler db migrate"),
            _ => (StoreProblem.Other, $"the store {location} refused: {StoreException.OneLine(e.Message)}"),
        };
        return new StoreException(problem, line, e);
    }
}
