"""When which revisions are in force: looked up at every act, so worked out once."""
