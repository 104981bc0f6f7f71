"""Discrepancies of production: what checks at one station could not see, found by queries."""
