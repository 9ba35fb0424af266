namespace Crawler.Storage;

/// <summary>What is wrong with a store; says whether to try again.</summary>
public enum StoreProblem
{
    /// <summary>The location cannot be read.</summary>
    Invalid,

    /// <summary>The server does not answer, or not now. Worth trying again.</summary>
    Unreachable,

    /// <summary>Wrong password, unknown user, or no right to do it.</summary>
    Denied,

    /// <summary>The database or file does not exist.</summary>
    Missing,

    /// <summary>The file or its directory cannot be written.</summary>
    NotWritable,

    /// <summary>Another process holds the lock. Worth trying again.</summary>
    Locked,

    /// <summary>No room left. Worth trying again once there is.</summary>
    Full,

    /// <summary>The file is no SQLite database, or a damaged one.</summary>
    NotADatabase,

    /// <summary>The schema is missing or older than the program: <c>crawler db migrate</c>.</summary>
    SchemaOlder,

    /// <summary>The schema is newer than the program: a newer program is needed.</summary>
    SchemaNewer,

    /// <summary>Anything else the database reported.</summary>
    Other,
}
