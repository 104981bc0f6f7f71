"""The domain: one folder per capability, the same rooms in each, no Qt."""
