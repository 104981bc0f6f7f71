"""Operations of released orders: dispatched, started, paused, reported, corrected, completed."""
