"""What inspectors have before them: all that is due or will be, and what to remind them of."""
