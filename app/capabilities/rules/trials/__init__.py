"""Rules tried on what has happened, a slice at a time, before they are put in force."""
