"""Overseeing nonconformances: what waits for whom, what they stop, what two stations did apart."""
