using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crawler.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Campaigns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "paused_at",
                table: "campaign",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "progress",
                table: "campaign",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "seen_at",
                table: "campaign",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "campaign_event",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    campaign_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_event", x => x.id);
                    table.ForeignKey(
                        name: "fk_campaign_event_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaign",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_event_campaign_id",
                table: "campaign_event",
                column: "campaign_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "campaign_event");

            migrationBuilder.DropColumn(
                name: "paused_at",
                table: "campaign");

            migrationBuilder.DropColumn(
                name: "progress",
                table: "campaign");

            migrationBuilder.DropColumn(
                name: "seen_at",
                table: "campaign");
        }
    }
}
