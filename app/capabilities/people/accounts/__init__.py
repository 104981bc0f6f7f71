"""Accounts of people: who exists, with which roles, keys and comings and goings."""
