"""The audit trail: every event of every record, filtered and paged in the database."""
