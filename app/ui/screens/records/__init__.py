"""Screens of records: the desk of discrepancies, one record, the audit trail."""
