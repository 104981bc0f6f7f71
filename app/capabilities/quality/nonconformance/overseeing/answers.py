"""What waits for somebody with a nonconformance."""

WAITING = (
    "ncr_evaluate",
    "ncr_investigate",
    "ncr_propose",
    "ncr_approve",
    "ncr_execute",
    "ncr_take_back",
    "ncr_verify",
    "ncr_close",
    "ncr_overdue",
    "ncr_witness",
    "ncr_void_labels",
)
"""What waits; the words are `inbox.kind.<kind>`."""
