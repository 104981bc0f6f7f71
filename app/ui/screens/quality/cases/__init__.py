"""What the screens of deviations, CAPAs and complaints share: list, page, sheets."""
