using System.Net.Sockets;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>PostgreSQL's errors as one line that says what to do.</summary>
internal static class PostgresErrors
{
    /// <summary>What an exception means; null if it is not PostgreSQL's.</summary>
    public static StoreException? Explain(Exception exception, StoreLocation location)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is PostgresException answer) return Explain(answer, location);
            if (e is NpgsqlException or SocketException or TimeoutException && Deepest(e) is var cause)
                return new StoreException(StoreProblem.Unreachable, $"cannot reach the store {location}: {StoreException.OneLine(cause.Message)}", exception);
        }

        return null;
    }

    private static StoreException Explain(PostgresException e, StoreLocation location)
    {
        var (problem, line) = e.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword => (StoreProblem.Denied, $"wrong password for the store {location}"),
            PostgresErrorCodes.InvalidAuthorizationSpecification => (StoreProblem.Denied, $"the store {location} does not let this user in: {StoreException.OneLine(e.MessageText)}"),
            PostgresErrorCodes.InsufficientPrivilege => (StoreProblem.Denied, $"the user of the store {location} lacks a right: {StoreException.OneLine(e.MessageText)}"),
            PostgresErrorCodes.InvalidCatalogName => (StoreProblem.Missing, $"the database of the store {location} does not exist; create it with: createdb"),
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn => (StoreProblem.SchemaOlder, $"the schema of the store {location} is not the program's; run: crawler db migrate"),
            PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory => (StoreProblem.Full, $"the store {location} has no room left: {StoreException.OneLine(e.MessageText)}"),
            PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => (StoreProblem.Locked, $"the store {location} is locked by another process: {StoreException.OneLine(e.MessageText)}"),
            _ when IsOfTheServer(e.SqlState) => (StoreProblem.Unreachable, $"the store {location} does not take connections now: {StoreException.OneLine(e.MessageText)}"),
            _ => (StoreProblem.Other, $"the store {location} refused: {StoreException.OneLine(e.MessageText)} ({e.SqlState})"),
        };
        return new StoreException(problem, line, e);
    }

    /// <summary>
    /// Whether the server, and not what was sent, is at fault: connections (08), resources (53), a database closed to connections
    /// (55000) or read-only for now (25006), an operator (57), the system (58).
    /// </summary>
    private static bool IsOfTheServer(string state) =>
        (state[..2] is "08" or "53" or "57" or "58" && state != PostgresErrorCodes.ProtocolViolation) || state is PostgresErrorCodes.ObjectNotInPrerequisiteState or PostgresErrorCodes.ReadOnlySqlTransaction;

    private static Exception Deepest(Exception e)
    {
        while (e.InnerException is { } inner) e = inner;
        return e;
    }
}
