"""The wizard that binds a device: one page a question, and nothing written before the last."""
