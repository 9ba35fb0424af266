using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crawler.Storage.Migrations.Postgres
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
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "largest_reply",
                table: "announce",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "swarm_since",
                table: "announce",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "swarm_window",
                table: "announce",
                type: "integer",
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
