FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# Packages first: this layer stays as long as the project files do.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/Crawler.Protocol/Crawler.Protocol.csproj src/Crawler.Protocol/
COPY src/Crawler.Statistics/Crawler.Statistics.csproj src/Crawler.Statistics/
COPY src/Crawler.Simulation/Crawler.Simulation.csproj src/Crawler.Simulation/
COPY src/Crawler.Actors/Crawler.Actors.csproj src/Crawler.Actors/
COPY src/Crawler.Clustering/Crawler.Clustering.csproj src/Crawler.Clustering/
COPY src/Crawler.Storage/Crawler.Storage.csproj src/Crawler.Storage/
COPY src/Crawler.Plots/Crawler.Plots.csproj src/Crawler.Plots/
COPY src/Crawler.Notifications/Crawler.Notifications.csproj src/Crawler.Notifications/
COPY src/Crawler.Datasets/Crawler.Datasets.csproj src/Crawler.Datasets/
COPY src/Crawler.Privacy/Crawler.Privacy.csproj src/Crawler.Privacy/
COPY src/Crawler.Web/Crawler.Web.csproj src/Crawler.Web/
COPY src/Crawler.Host/Crawler.Host.csproj src/Crawler.Host/
RUN dotnet restore src/Crawler.Host
# .editorconfig decides which warnings are errors.
COPY .editorconfig ./
COPY schemas schemas
COPY src src
RUN dotnet publish src/Crawler.Host --configuration Release --no-restore --output /app -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# The embedded store lives here unless --store says otherwise; a new volume takes over the owner. /keys is
# for a key of pseudonyms that several nodes share.
RUN mkdir /data /keys && chown "$APP_UID" /data /keys && chmod 700 /keys
COPY --from=build /app /app
WORKDIR /data
VOLUME /data
USER $APP_UID
ENTRYPOINT ["dotnet", "/app/crawler.dll"]
