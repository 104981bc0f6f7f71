"""Who a plant starts with: its roles and first people, as data."""
