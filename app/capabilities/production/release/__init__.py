"""Release: an order's head, its quantity and its tasks set going in one act."""
