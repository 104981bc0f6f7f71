"""Control charts: explored, signed, taken apart."""
