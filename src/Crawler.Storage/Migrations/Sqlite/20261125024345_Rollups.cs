using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crawler.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Rollups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "latest_call",
                columns: table => new
                {
                    torrent_id = table.Column<int>(type: "INTEGER", nullable: false),
                    tracker_id = table.Column<int>(type: "INTEGER", nullable: false),
                    family = table.Column<short>(type: "INTEGER", nullable: false),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<byte>(type: "INTEGER", nullable: false),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    calls = table.Column<long>(type: "INTEGER", nullable: false),
                    answered = table.Column<long>(type: "INTEGER", nullable: false),
                    complete = table.Column<long>(type: "INTEGER", nullable: true),
                    incomplete = table.Column<long>(type: "INTEGER", nullable: true),
                    downloaded = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_latest_call", x => new { x.torrent_id, x.tracker_id, x.family });
                });

            migrationBuilder.CreateTable(
                name: "roll_watermark",
                columns: table => new
                {
                    writer_id = table.Column<int>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roll_watermark", x => x.writer_id);
                    table.ForeignKey(
                        name: "fk_roll_watermark_writer_id",
                        column: x => x.writer_id,
                        principalTable: "log_writer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "torrent_standing",
                columns: table => new
                {
                    torrent_id = table.Column<int>(type: "INTEGER", nullable: false),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false),
                    calls = table.Column<long>(type: "INTEGER", nullable: false),
                    answered = table.Column<long>(type: "INTEGER", nullable: false),
                    trackers = table.Column<int>(type: "INTEGER", nullable: false),
                    trackers_answering = table.Column<int>(type: "INTEGER", nullable: false),
                    complete = table.Column<long>(type: "INTEGER", nullable: true),
                    incomplete = table.Column<long>(type: "INTEGER", nullable: true),
                    size_family = table.Column<short>(type: "INTEGER", nullable: true),
                    size = table.Column<double>(type: "REAL", nullable: true),
                    low = table.Column<double>(type: "REAL", nullable: true),
                    high = table.Column<double>(type: "REAL", nullable: true),
                    size_flags = table.Column<int>(type: "INTEGER", nullable: true),
                    size_at = table.Column<long>(type: "INTEGER", nullable: true),
                    seen = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_torrent_standing", x => x.torrent_id);
                });

            migrationBuilder.CreateTable(
                name: "tracker_day",
                columns: table => new
                {
                    tracker_id = table.Column<int>(type: "INTEGER", nullable: false),
                    family = table.Column<short>(type: "INTEGER", nullable: false),
                    day = table.Column<long>(type: "INTEGER", nullable: false),
                    known = table.Column<short>(type: "INTEGER", nullable: false),
                    up = table.Column<short>(type: "INTEGER", nullable: false),
                    ok = table.Column<int>(type: "INTEGER", nullable: false),
                    refused = table.Column<int>(type: "INTEGER", nullable: false),
                    gone = table.Column<int>(type: "INTEGER", nullable: false),
                    malformed = table.Column<int>(type: "INTEGER", nullable: false),
                    overloaded = table.Column<int>(type: "INTEGER", nullable: false),
                    http_error = table.Column<int>(type: "INTEGER", nullable: false),
                    timeout = table.Column<int>(type: "INTEGER", nullable: false),
                    dns_failed = table.Column<int>(type: "INTEGER", nullable: false),
                    connect_failed = table.Column<int>(type: "INTEGER", nullable: false),
                    tls_failed = table.Column<int>(type: "INTEGER", nullable: false),
                    our_outage = table.Column<int>(type: "INTEGER", nullable: false),
                    not_called = table.Column<int>(type: "INTEGER", nullable: false),
                    peers_named = table.Column<long>(type: "INTEGER", nullable: false),
                    latency = table.Column<byte[]>(type: "BLOB", nullable: true),
                    interval_asked = table.Column<long>(type: "INTEGER", nullable: true),
                    min_interval_asked = table.Column<long>(type: "INTEGER", nullable: true),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracker_day", x => new { x.tracker_id, x.family, x.day });
                });

            migrationBuilder.CreateTable(
                name: "tracker_hour",
                columns: table => new
                {
                    tracker_id = table.Column<int>(type: "INTEGER", nullable: false),
                    family = table.Column<short>(type: "INTEGER", nullable: false),
                    hour = table.Column<long>(type: "INTEGER", nullable: false),
                    known = table.Column<short>(type: "INTEGER", nullable: false),
                    up = table.Column<short>(type: "INTEGER", nullable: false),
                    ok = table.Column<int>(type: "INTEGER", nullable: false),
                    refused = table.Column<int>(type: "INTEGER", nullable: false),
                    gone = table.Column<int>(type: "INTEGER", nullable: false),
                    malformed = table.Column<int>(type: "INTEGER", nullable: false),
                    overloaded = table.Column<int>(type: "INTEGER", nullable: false),
                    http_error = table.Column<int>(type: "INTEGER", nullable: false),
                    timeout = table.Column<int>(type: "INTEGER", nullable: false),
                    dns_failed = table.Column<int>(type: "INTEGER", nullable: false),
                    connect_failed = table.Column<int>(type: "INTEGER", nullable: false),
                    tls_failed = table.Column<int>(type: "INTEGER", nullable: false),
                    our_outage = table.Column<int>(type: "INTEGER", nullable: false),
                    not_called = table.Column<int>(type: "INTEGER", nullable: false),
                    peers_named = table.Column<long>(type: "INTEGER", nullable: false),
                    latency = table.Column<byte[]>(type: "BLOB", nullable: true),
                    interval_asked = table.Column<long>(type: "INTEGER", nullable: true),
                    min_interval_asked = table.Column<long>(type: "INTEGER", nullable: true),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracker_hour", x => new { x.tracker_id, x.family, x.hour });
                });

            migrationBuilder.CreateIndex(
                name: "ix_latest_call_tracker_id_at",
                table: "latest_call",
                columns: new[] { "tracker_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_torrent_standing_complete_torrent_id",
                table: "torrent_standing",
                columns: new[] { "complete", "torrent_id" });

            migrationBuilder.CreateIndex(
                name: "ix_torrent_standing_incomplete_torrent_id",
                table: "torrent_standing",
                columns: new[] { "incomplete", "torrent_id" });

            migrationBuilder.CreateIndex(
                name: "ix_torrent_standing_last_at_torrent_id",
                table: "torrent_standing",
                columns: new[] { "last_at", "torrent_id" });

            migrationBuilder.CreateIndex(
                name: "ix_torrent_standing_seen_torrent_id",
                table: "torrent_standing",
                columns: new[] { "seen", "torrent_id" });

            migrationBuilder.CreateIndex(
                name: "ix_torrent_standing_size_torrent_id",
                table: "torrent_standing",
                columns: new[] { "size", "torrent_id" });

            migrationBuilder.CreateIndex(
                name: "ix_tracker_day_day",
                table: "tracker_day",
                column: "day");

            migrationBuilder.CreateIndex(
                name: "ix_tracker_hour_hour",
                table: "tracker_hour",
                column: "hour");

            // What is in the log already is rolled up from its beginning.
            migrationBuilder.Sql("INSERT INTO roll_watermark (writer_id, sequence) SELECT id, 0 FROM log_writer");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "latest_call");

            migrationBuilder.DropTable(
                name: "roll_watermark");

            migrationBuilder.DropTable(
                name: "torrent_standing");

            migrationBuilder.DropTable(
                name: "tracker_day");

            migrationBuilder.DropTable(
                name: "tracker_hour");
        }
    }
}
