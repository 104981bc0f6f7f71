"""What is inspected, when and how much of it: the controlled document `inspection_plan`."""
