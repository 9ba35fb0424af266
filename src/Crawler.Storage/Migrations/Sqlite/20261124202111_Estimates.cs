using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crawler.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Estimates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_canary",
                table: "torrent",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "swarm_estimate",
                columns: table => new
                {
                    writer_id = table.Column<int>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    campaign_id = table.Column<int>(type: "INTEGER", nullable: false),
                    torrent_id = table.Column<int>(type: "INTEGER", nullable: false),
                    tracker_id = table.Column<int>(type: "INTEGER", nullable: true),
                    family = table.Column<short>(type: "INTEGER", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    from_at = table.Column<long>(type: "INTEGER", nullable: false),
                    to_at = table.Column<long>(type: "INTEGER", nullable: false),
                    method = table.Column<byte>(type: "INTEGER", nullable: false),
                    flags = table.Column<int>(type: "INTEGER", nullable: false),
                    size = table.Column<double>(type: "REAL", nullable: true),
                    low = table.Column<double>(type: "REAL", nullable: false),
                    high = table.Column<double>(type: "REAL", nullable: true),
                    standard_error = table.Column<double>(type: "REAL", nullable: true),
                    occasions = table.Column<int>(type: "INTEGER", nullable: false),
                    announces = table.Column<int>(type: "INTEGER", nullable: false),
                    sightings = table.Column<long>(type: "INTEGER", nullable: false),
                    distinct_peers = table.Column<long>(type: "INTEGER", nullable: false),
                    seen_once = table.Column<long>(type: "INTEGER", nullable: false),
                    seen_twice = table.Column<long>(type: "INTEGER", nullable: false),
                    vmr = table.Column<double>(type: "REAL", nullable: true),
                    rho = table.Column<double>(type: "REAL", nullable: true),
                    coverage = table.Column<double>(type: "REAL", nullable: true),
                    fake_share = table.Column<double>(type: "REAL", nullable: true),
                    sampled_share = table.Column<double>(type: "REAL", nullable: false),
                    survival = table.Column<double>(type: "REAL", nullable: true),
                    arrivals = table.Column<double>(type: "REAL", nullable: true),
                    complete = table.Column<long>(type: "INTEGER", nullable: true),
                    incomplete = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_swarm_estimate", x => new { x.writer_id, x.sequence, x.ordinal });
                });

            migrationBuilder.CreateIndex(
                name: "ix_swarm_estimate_torrent_id_to_at",
                table: "swarm_estimate",
                columns: new[] { "torrent_id", "to_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "swarm_estimate");

            migrationBuilder.DropColumn(
                name: "is_canary",
                table: "torrent");
        }
    }
}
