"""What is to be inspected, when, and how late: worked out from what happened, never stored.

So it survives a restart, and a clock that somebody sets forward or back.
"""
