"""Flows: quantities that move over a graph, the charts people draw, the cases that run over them."""
