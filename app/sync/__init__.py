"""The exchange of journals between a station and the server; no Qt, no domain."""
