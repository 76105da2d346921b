"""What leaves the program: answers and replies as Word files, Markdown and plain text."""
