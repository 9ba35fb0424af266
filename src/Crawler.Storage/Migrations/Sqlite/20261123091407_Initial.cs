using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crawler.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "announce",
                columns: table => new
                {
                    writer_id = table.Column<int>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    campaign_id = table.Column<int>(type: "INTEGER", nullable: false),
                    torrent_id = table.Column<int>(type: "INTEGER", nullable: false),
                    tracker_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    family = table.Column<short>(type: "INTEGER", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    @event = table.Column<byte>(name: "event", type: "INTEGER", nullable: true),
                    stage = table.Column<byte>(type: "INTEGER", nullable: false),
                    outcome = table.Column<byte>(type: "INTEGER", nullable: false),
                    refusal_kind = table.Column<byte>(type: "INTEGER", nullable: true),
                    transmissions = table.Column<int>(type: "INTEGER", nullable: false),
                    num_want = table.Column<int>(type: "INTEGER", nullable: true),
                    http_status = table.Column<int>(type: "INTEGER", nullable: true),
                    bytes_received = table.Column<int>(type: "INTEGER", nullable: true),
                    dns_us = table.Column<long>(type: "INTEGER", nullable: true),
                    rtt_us = table.Column<long>(type: "INTEGER", nullable: true),
                    complete = table.Column<long>(type: "INTEGER", nullable: true),
                    incomplete = table.Column<long>(type: "INTEGER", nullable: true),
                    downloaded = table.Column<long>(type: "INTEGER", nullable: true),
                    interval_asked = table.Column<long>(type: "INTEGER", nullable: true),
                    min_interval_asked = table.Column<long>(type: "INTEGER", nullable: true),
                    interval_used_us = table.Column<long>(type: "INTEGER", nullable: true),
                    retry_after_us = table.Column<long>(type: "INTEGER", nullable: true),
                    retry_never = table.Column<bool>(type: "INTEGER", nullable: true),
                    skipped_peers = table.Column<int>(type: "INTEGER", nullable: true),
                    bogons = table.Column<int>(type: "INTEGER", nullable: true),
                    oddities = table.Column<int>(type: "INTEGER", nullable: true),
                    address = table.Column<byte[]>(type: "BLOB", nullable: true),
                    external_address = table.Column<byte[]>(type: "BLOB", nullable: true),
                    own_ip = table.Column<byte[]>(type: "BLOB", nullable: true),
                    own_port = table.Column<int>(type: "INTEGER", nullable: true),
                    error = table.Column<string>(type: "TEXT", nullable: true),
                    warning = table.Column<string>(type: "TEXT", nullable: true),
                    peers_v4 = table.Column<byte[]>(type: "BLOB", nullable: true),
                    peers_v6 = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_announce", x => new { x.writer_id, x.sequence, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "campaign",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: true),
                    contact = table.Column<string>(type: "TEXT", nullable: true),
                    manifest = table.Column<string>(type: "TEXT", nullable: false),
                    config_hash = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<string>(type: "TEXT", nullable: false),
                    vantage = table.Column<string>(type: "TEXT", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "log_writer",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    last_sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_writer", x => x.id);
                });

            // Keyless in the model (an IPAddress cannot be part of an EF key); here the table is its own primary key index.
            migrationBuilder.Sql(
                """
                CREATE TABLE sighting (
                    torrent_id INTEGER NOT NULL,
                    tracker_id INTEGER NOT NULL,
                    family INTEGER NOT NULL,
                    ip BLOB NOT NULL,
                    port INTEGER NOT NULL,
                    first_seen INTEGER NOT NULL,
                    last_seen INTEGER NOT NULL,
                    times_seen INTEGER NOT NULL,
                    CONSTRAINT pk_sighting PRIMARY KEY (torrent_id, tracker_id, family, ip, port)
                ) WITHOUT ROWID
                """);

            migrationBuilder.CreateTable(
                name: "torrent",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    infohash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    v2_hash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: true),
                    size = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_torrent", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tracker",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    url_key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    scheme = table.Column<byte>(type: "INTEGER", nullable: false),
                    host = table.Column<string>(type: "TEXT", nullable: false),
                    port = table.Column<int>(type: "INTEGER", nullable: false),
                    redacted_path = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracker", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "merge_watermark",
                columns: table => new
                {
                    writer_id = table.Column<int>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_merge_watermark", x => x.writer_id);
                    table.ForeignKey(
                        name: "fk_merge_watermark_writer_id",
                        column: x => x.writer_id,
                        principalTable: "log_writer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "schedule",
                columns: table => new
                {
                    torrent_id = table.Column<int>(type: "INTEGER", nullable: false),
                    tracker_id = table.Column<int>(type: "INTEGER", nullable: false),
                    family = table.Column<short>(type: "INTEGER", nullable: false),
                    state = table.Column<byte>(type: "INTEGER", nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    started_acknowledged = table.Column<bool>(type: "INTEGER", nullable: false),
                    interval_us = table.Column<long>(type: "INTEGER", nullable: true),
                    not_before = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    as_of = table.Column<long>(type: "INTEGER", nullable: false),
                    issued_id = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schedule", x => new { x.torrent_id, x.tracker_id, x.family });
                    table.ForeignKey(
                        name: "fk_schedule_torrent_id",
                        column: x => x.torrent_id,
                        principalTable: "torrent",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_schedule_tracker_id",
                        column: x => x.tracker_id,
                        principalTable: "tracker",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "torrent_tracker",
                columns: table => new
                {
                    torrent_id = table.Column<int>(type: "INTEGER", nullable: false),
                    tracker_id = table.Column<int>(type: "INTEGER", nullable: false),
                    tier = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_torrent_tracker", x => new { x.torrent_id, x.tracker_id });
                    table.ForeignKey(
                        name: "fk_torrent_tracker_torrent_id",
                        column: x => x.torrent_id,
                        principalTable: "torrent",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_torrent_tracker_tracker_id",
                        column: x => x.tracker_id,
                        principalTable: "tracker",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tracker_secret",
                columns: table => new
                {
                    tracker_id = table.Column<int>(type: "INTEGER", nullable: false),
                    url = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracker_secret", x => x.tracker_id);
                    table.ForeignKey(
                        name: "fk_tracker_secret_tracker_id",
                        column: x => x.tracker_id,
                        principalTable: "tracker",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_announce_torrent_id_tracker_id_family_at",
                table: "announce",
                columns: new[] { "torrent_id", "tracker_id", "family", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_name_config_hash_version_vantage",
                table: "campaign",
                columns: new[] { "name", "config_hash", "version", "vantage" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_log_writer_name",
                table: "log_writer",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_schedule_tracker_id",
                table: "schedule",
                column: "tracker_id");

            migrationBuilder.CreateIndex(
                name: "ix_torrent_infohash",
                table: "torrent",
                column: "infohash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_torrent_tracker_tracker_id",
                table: "torrent_tracker",
                column: "tracker_id");

            migrationBuilder.CreateIndex(
                name: "ix_tracker_url_key",
                table: "tracker",
                column: "url_key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "announce");

            migrationBuilder.DropTable(
                name: "campaign");

            migrationBuilder.DropTable(
                name: "merge_watermark");

            migrationBuilder.DropTable(
                name: "schedule");

            migrationBuilder.DropTable(
                name: "sighting");

            migrationBuilder.DropTable(
                name: "torrent_tracker");

            migrationBuilder.DropTable(
                name: "tracker_secret");

            migrationBuilder.DropTable(
                name: "log_writer");

            migrationBuilder.DropTable(
                name: "torrent");

            migrationBuilder.DropTable(
                name: "tracker");
        }
    }
}
