using Microsoft.EntityFrameworkCore.Migrations;

namespace Crawler.Storage.Migrations.Postgres;

/// <summary>
/// What the model has no words for: the log in one partition a day, the aggregate in sixteen by torrent, and room left
/// in the pages of rows that change in place. Rows that are there are copied.
/// </summary>
internal static class PartitionedTables
{
    /// <summary>Partitions the two large tables and sets how each table that changes is stored and cleaned.</summary>
    public static void Create(MigrationBuilder migration)
    {
        migration.Sql(PartitionLog);
        migration.Sql(PartitionAggregate);
        migration.Sql(Storage);
    }

    /// <summary>Makes plain tables of them again.</summary>
    public static void Undo(MigrationBuilder migration)
    {
        migration.Sql(PlainLog);
        migration.Sql(PlainAggregate);
        migration.Sql("ALTER TABLE schedule RESET (fillfactor, autovacuum_vacuum_scale_factor);");
        foreach (var table in new[] { "log_writer", "merge_watermark", "campaign" })
            migration.Sql($"ALTER TABLE {table} RESET (fillfactor, autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);");
        migration.Sql("ALTER TABLE campaign RESET (toast.autovacuum_vacuum_scale_factor, toast.autovacuum_vacuum_threshold);");
    }

    // The key of a partitioned table holds what it is partitioned by. (writer, sequence, ordinal) are unique without it,
    // since only who advances log_writer's row may append; first in the key they serve the merge.
    private const string PartitionLog =
        """
        ALTER TABLE announce RENAME TO announce_plain;
        CREATE TABLE announce (LIKE announce_plain INCLUDING DEFAULTS) PARTITION BY RANGE (at);
        -- Addresses do not compress: do not try.
        ALTER TABLE announce ALTER COLUMN peers_v4 SET STORAGE EXTERNAL, ALTER COLUMN peers_v6 SET STORAGE EXTERNAL;
        DO $$
        DECLARE day date;
        BEGIN
            FOR day IN SELECT DISTINCT (at AT TIME ZONE 'UTC')::date FROM announce_plain LOOP
                EXECUTE format('CREATE TABLE announce_%s PARTITION OF announce FOR VALUES FROM (%L) TO (%L)',
                    to_char(day, 'YYYYMMDD'), day::text || ' 00:00:00+00', (day + 1)::text || ' 00:00:00+00');
            END LOOP;
        END $$;
        INSERT INTO announce SELECT * FROM announce_plain;
        DROP TABLE announce_plain;
        ALTER TABLE announce ADD CONSTRAINT pk_announce PRIMARY KEY (writer_id, sequence, ordinal, at);
        -- A range of blocks that is not summarised is read by every query: summarise it as soon as it is full.
        CREATE INDEX ix_announce_at ON announce USING brin (at) WITH (autosummarize = on);
        CREATE INDEX ix_announce_torrent_id_tracker_id_family_at ON announce (torrent_id, tracker_id, family, at);
        """;

    private const string PartitionAggregate =
        """
        ALTER TABLE sighting RENAME TO sighting_plain;
        CREATE TABLE sighting (LIKE sighting_plain INCLUDING DEFAULTS) PARTITION BY HASH (torrent_id);
        DO $$
        BEGIN
            FOR i IN 0..15 LOOP
                -- fillfactor: a peer seen again is a new row version in the same page, which leaves the index alone.
                -- scale factor: clean after 5 % of a partition has changed; at a fifth of some million rows it would take minutes.
                EXECUTE format('CREATE TABLE sighting_%s PARTITION OF sighting FOR VALUES WITH (MODULUS 16, REMAINDER %s)
                    WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05)', to_char(i, 'FM00'), i);
            END LOOP;
        END $$;
        INSERT INTO sighting SELECT * FROM sighting_plain;
        DROP TABLE sighting_plain;
        ALTER TABLE sighting ADD CONSTRAINT pk_sighting PRIMARY KEY (torrent_id, tracker_id, family, ip, port);
        """;

    private const string Storage =
        """
        -- Every call overwrites its row, all in half an hour or so: room for the new version beside the old one.
        ALTER TABLE schedule SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
        -- A handful of rows, overwritten with every batch, every merge, every sign of life: cleaned by count, or the
        -- few pages would grow to many before a share of them had changed.
        ALTER TABLE log_writer SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
        ALTER TABLE merge_watermark SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
        ALTER TABLE campaign SET (
            fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500,
            toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 500);
        """;

    private const string PlainLog =
        """
        ALTER TABLE announce RENAME TO announce_parted;
        CREATE TABLE announce (LIKE announce_parted INCLUDING DEFAULTS);
        ALTER TABLE announce ALTER COLUMN peers_v4 SET STORAGE EXTENDED, ALTER COLUMN peers_v6 SET STORAGE EXTENDED;
        INSERT INTO announce SELECT * FROM announce_parted;
        DROP TABLE announce_parted;
        ALTER TABLE announce ADD CONSTRAINT pk_announce PRIMARY KEY (writer_id, sequence, ordinal);
        CREATE INDEX ix_announce_at ON announce USING brin (at);
        CREATE INDEX ix_announce_torrent_id_tracker_id_family_at ON announce (torrent_id, tracker_id, family, at);
        """;

    private const string PlainAggregate =
        """
        ALTER TABLE sighting RENAME TO sighting_parted;
        CREATE TABLE sighting (LIKE sighting_parted INCLUDING DEFAULTS);
        INSERT INTO sighting SELECT * FROM sighting_parted;
        DROP TABLE sighting_parted;
        ALTER TABLE sighting ADD CONSTRAINT pk_sighting PRIMARY KEY (torrent_id, tracker_id, family, ip, port);
        """;
}
