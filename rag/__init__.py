"""Answers questions over a body of documents, in the documents' own words."""

__version__ = "0.1.0"
