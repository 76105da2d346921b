"""A question's way: question to Answer."""
