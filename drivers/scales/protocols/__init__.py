"""The languages scales speak, one module each: bytes of one frame → what they say. Pure."""
