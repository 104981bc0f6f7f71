"""ESC/POS, spoken by receipt printers; labels come off a roll and are cut."""
