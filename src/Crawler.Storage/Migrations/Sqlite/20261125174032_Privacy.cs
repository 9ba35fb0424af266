using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crawler.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Privacy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<short>(
                name: "addresses",
                table: "announce",
                type: "INTEGER",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<byte[]>(
                name: "bogon_marks",
                table: "announce",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "address_regime",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    form = table.Column<short>(type: "INTEGER", nullable: false),
                    key_fingerprint = table.Column<string>(type: "TEXT", nullable: true),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    key_destroyed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_address_regime", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "announce_as_sent",
                columns: table => new
                {
                    writer_id = table.Column<int>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    peers_v4 = table.Column<byte[]>(type: "BLOB", nullable: false),
                    peers_v6 = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_announce_as_sent", x => new { x.writer_id, x.sequence, x.ordinal });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "address_regime");

            migrationBuilder.DropTable(
                name: "announce_as_sent");

            migrationBuilder.DropColumn(
                name: "addresses",
                table: "announce");

            migrationBuilder.DropColumn(
                name: "bogon_marks",
                table: "announce");
        }
    }
}
