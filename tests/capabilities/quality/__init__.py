"""Quality: sampling, control charts, capability, gauge studies."""
