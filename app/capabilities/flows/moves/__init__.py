"""The engine of moves: quantities that go over a graph of nodes, whatever they are of."""
