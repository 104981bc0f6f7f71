"""The floor of disks: engine, the one writer, content by hash, what is durable but not journal."""
