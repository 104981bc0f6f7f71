"""Label printers: a layout to bytes, a status from bytes, one label at a time."""
