"""How sentences report and quote: quotation marks, verbs of saying, and who is meant by a subject."""
