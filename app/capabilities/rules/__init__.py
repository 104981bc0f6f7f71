"""Rules: when something happens, if it is so, then the plant holds, blocks, begins, asks, tells."""
