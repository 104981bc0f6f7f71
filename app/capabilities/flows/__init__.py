"""Flows: quantities that move over a graph, the charts people draw, and their cases."""
