"""A document's way to the store: documents to passages to a published generation."""
