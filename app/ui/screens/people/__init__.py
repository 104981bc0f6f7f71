"""Screens of people: who works here, and who may."""
