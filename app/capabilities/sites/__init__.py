"""The plant: its areas, its stations and how a station becomes one of it."""
