using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crawler.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Looks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "fabricates",
                table: "announce",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "largest_reply",
                table: "announce",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "swarm_since",
                table: "announce",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "swarm_window",
                table: "announce",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "fabricates",
                table: "announce");

            migrationBuilder.DropColumn(
                name: "largest_reply",
                table: "announce");

            migrationBuilder.DropColumn(
                name: "swarm_since",
                table: "announce");

            migrationBuilder.DropColumn(
                name: "swarm_window",
                table: "announce");
        }
    }
}
