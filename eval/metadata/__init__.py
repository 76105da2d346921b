"""How well metadata is guessed: made-up documents whose metadata is known, and what was guessed of them."""
