"""Rules that fire: in the transaction of what happened, and by the clock."""
