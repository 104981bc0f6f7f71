"""Work orders: planned from the ERP's file, released with their revisions pinned, received."""
