using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crawler.Storage.Migrations.Postgres
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
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<byte[]>(
                name: "bogon_marks",
                table: "announce",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "address_regime",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    form = table.Column<short>(type: "smallint", nullable: false),
                    key_fingerprint = table.Column<string>(type: "text", nullable: true),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    key_destroyed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_address_regime", x => x.id);
                });

            // One partition a day, as the log: dropping a day must leave nothing behind. Addresses do not compress.
            migrationBuilder.Sql(
                """
                CREATE TABLE announce_as_sent (
                    writer_id integer NOT NULL,
                    sequence bigint NOT NULL,
                    ordinal integer NOT NULL,
                    at timestamp with time zone NOT NULL,
                    peers_v4 bytea NOT NULL,
                    peers_v6 bytea NOT NULL,
                    CONSTRAINT pk_announce_as_sent PRIMARY KEY (writer_id, sequence, ordinal, at)
                ) PARTITION BY RANGE (at);
                ALTER TABLE announce_as_sent ALTER COLUMN peers_v4 SET STORAGE EXTERNAL, ALTER COLUMN peers_v6 SET STORAGE EXTERNAL;
                """);
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
