using System;
using System.Net;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Crawler.Storage.Migrations.Postgres
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
                    writer_id = table.Column<int>(type: "integer", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    campaign_id = table.Column<int>(type: "integer", nullable: false),
                    torrent_id = table.Column<int>(type: "integer", nullable: false),
                    tracker_id = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    family = table.Column<short>(type: "smallint", nullable: false),
                    kind = table.Column<byte>(type: "smallint", nullable: false),
                    @event = table.Column<byte>(name: "event", type: "smallint", nullable: true),
                    stage = table.Column<byte>(type: "smallint", nullable: false),
                    outcome = table.Column<byte>(type: "smallint", nullable: false),
                    refusal_kind = table.Column<byte>(type: "smallint", nullable: true),
                    transmissions = table.Column<int>(type: "integer", nullable: false),
                    num_want = table.Column<int>(type: "integer", nullable: true),
                    http_status = table.Column<int>(type: "integer", nullable: true),
                    bytes_received = table.Column<int>(type: "integer", nullable: true),
                    dns_us = table.Column<long>(type: "bigint", nullable: true),
                    rtt_us = table.Column<long>(type: "bigint", nullable: true),
                    complete = table.Column<long>(type: "bigint", nullable: true),
                    incomplete = table.Column<long>(type: "bigint", nullable: true),
                    downloaded = table.Column<long>(type: "bigint", nullable: true),
                    interval_asked = table.Column<long>(type: "bigint", nullable: true),
                    min_interval_asked = table.Column<long>(type: "bigint", nullable: true),
                    interval_used_us = table.Column<long>(type: "bigint", nullable: true),
                    retry_after_us = table.Column<long>(type: "bigint", nullable: true),
                    retry_never = table.Column<bool>(type: "boolean", nullable: true),
                    skipped_peers = table.Column<int>(type: "integer", nullable: true),
                    bogons = table.Column<int>(type: "integer", nullable: true),
                    oddities = table.Column<int>(type: "integer", nullable: true),
                    address = table.Column<IPAddress>(type: "inet", nullable: true),
                    external_address = table.Column<IPAddress>(type: "inet", nullable: true),
                    own_ip = table.Column<IPAddress>(type: "inet", nullable: true),
                    own_port = table.Column<int>(type: "integer", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true),
                    warning = table.Column<string>(type: "text", nullable: true),
                    peers_v4 = table.Column<byte[]>(type: "bytea", nullable: true),
                    peers_v6 = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_announce", x => new { x.writer_id, x.sequence, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "campaign",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: true),
                    contact = table.Column<string>(type: "text", nullable: true),
                    manifest = table.Column<string>(type: "text", nullable: false),
                    config_hash = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false),
                    vantage = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "log_writer",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    last_sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_writer", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sighting",
                columns: table => new
                {
                    torrent_id = table.Column<int>(type: "integer", nullable: false),
                    tracker_id = table.Column<int>(type: "integer", nullable: false),
                    port = table.Column<int>(type: "integer", nullable: false),
                    times_seen = table.Column<int>(type: "integer", nullable: false),
                    first_seen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    family = table.Column<short>(type: "smallint", nullable: false),
                    ip = table.Column<IPAddress>(type: "inet", nullable: false)
                },
                constraints: table =>
                {
                    // Keyless in the model (an IPAddress cannot be part of an EF key), keyed in the database.
                    table.PrimaryKey("pk_sighting", x => new { x.torrent_id, x.tracker_id, x.family, x.ip, x.port });
                });

            migrationBuilder.CreateTable(
                name: "torrent",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    infohash = table.Column<byte[]>(type: "bytea", nullable: false),
                    v2_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    name = table.Column<string>(type: "text", nullable: true),
                    source = table.Column<string>(type: "text", nullable: true),
                    size = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_torrent", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tracker",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    url_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    scheme = table.Column<byte>(type: "smallint", nullable: false),
                    host = table.Column<string>(type: "text", nullable: false),
                    port = table.Column<int>(type: "integer", nullable: false),
                    redacted_path = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracker", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "merge_watermark",
                columns: table => new
                {
                    writer_id = table.Column<int>(type: "integer", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
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
                    torrent_id = table.Column<int>(type: "integer", nullable: false),
                    tracker_id = table.Column<int>(type: "integer", nullable: false),
                    family = table.Column<short>(type: "smallint", nullable: false),
                    state = table.Column<byte>(type: "smallint", nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    started_acknowledged = table.Column<bool>(type: "boolean", nullable: false),
                    interval_us = table.Column<long>(type: "bigint", nullable: true),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    as_of = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    issued_id = table.Column<byte[]>(type: "bytea", nullable: true)
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
                    torrent_id = table.Column<int>(type: "integer", nullable: false),
                    tracker_id = table.Column<int>(type: "integer", nullable: false),
                    tier = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
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
                    tracker_id = table.Column<int>(type: "integer", nullable: false),
                    url = table.Column<string>(type: "text", nullable: false)
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
                name: "ix_announce_at",
                table: "announce",
                column: "at")
                .Annotation("Npgsql:IndexMethod", "brin");

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
