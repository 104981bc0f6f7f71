"""An inspection sheet from Excel reviewed: its cells beside the form they would become."""
