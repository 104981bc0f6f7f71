"""Tests of the screens of materials."""
