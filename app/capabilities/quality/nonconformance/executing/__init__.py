"""Executing dispositions: pieces are reworked, scrapped, returned, and inspected again."""
