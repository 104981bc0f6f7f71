"""The tables of the standards as they lie in `resources/quality`: read once, never changed."""
