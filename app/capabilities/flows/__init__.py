"""The flow engine: quantities that move over a graph of nodes, whatever they are quantities of."""
