"""Known-fact questions, and how well they are answered."""
