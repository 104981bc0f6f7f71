"""Electronic signatures: who signed what with which meaning, bound to its content for ever."""
