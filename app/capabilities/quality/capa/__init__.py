"""CAPA: a cause is found and removed, and what was done is proven to have worked (8D, light)."""
