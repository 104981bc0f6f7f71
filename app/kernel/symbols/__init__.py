"""What symbols say: text to elements and back, shared by scans, labels and paper. Pure."""
