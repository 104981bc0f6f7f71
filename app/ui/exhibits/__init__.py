"""What the gallery shows: screens with data of their own, each in its densities."""
