"""Labels: their templates, and every single one that was printed, with its serial number."""
