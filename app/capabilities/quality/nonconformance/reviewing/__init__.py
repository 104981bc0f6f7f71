"""Reviewing: whose turn a nonconformance is, by its flow or by the order every review keeps."""
