"""Rules as documents: what a plant writes, reviews and approves, and which ones are in force."""
