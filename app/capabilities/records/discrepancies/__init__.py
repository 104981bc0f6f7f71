"""What people do with a discrepancy: taken, explained, resolved, handed over, visibly."""
