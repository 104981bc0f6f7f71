"""The words of the `lineside` command line, one file each: `configure(parser)` and `run(args)`."""
