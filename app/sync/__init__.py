"""The exchange of journals between a station and its server."""
