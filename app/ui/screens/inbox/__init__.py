"""The screens of what waits for people: to-dos and notices, and a task somebody asks for."""
