"""Field kinds that name something else: a code, a device, a person, a record."""
