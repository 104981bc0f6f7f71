"""The chance that a lot is accepted by a sampling plan: its operating characteristic."""
