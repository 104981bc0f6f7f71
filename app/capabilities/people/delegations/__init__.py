"""Delegations: whoever signs with a meaning lets another do so in their stead, for a time."""
