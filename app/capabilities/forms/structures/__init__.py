"""Field kinds made of others, worked out, or signed."""
