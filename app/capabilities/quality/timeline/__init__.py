"""What happened to an operation and its machine, told so that a set clock changes nothing."""
