"""Flows as documents: the charts people draw, and when one of them is sound."""
