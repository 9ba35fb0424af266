using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crawler.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Origins : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "address_origin",
                columns: table => new
                {
                    ip = table.Column<byte[]>(type: "BLOB", nullable: false),
                    country = table.Column<string>(type: "TEXT", nullable: true),
                    asn = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_address_origin", x => x.ip);
                });

            migrationBuilder.CreateTable(
                name: "autonomous_system",
                columns: table => new
                {
                    asn = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_autonomous_system", x => x.asn);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "address_origin");

            migrationBuilder.DropTable(
                name: "autonomous_system");
        }
    }
}
