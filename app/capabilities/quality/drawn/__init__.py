"""The sample an inspection takes by its plan, and whether its form recorded just that."""
