"""Screens of sites: how a station stands with its server and its devices."""
