"""Control charts of what forms measure: limits fixed and signed, points judged, causes told."""
