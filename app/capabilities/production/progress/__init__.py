"""Progress: what the screens ask of production. Questions only; nothing happens here."""
