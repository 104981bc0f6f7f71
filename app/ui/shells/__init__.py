"""What stands around a screen: the top bar of a touch station, the side navigation of the bench."""
