"""A file's way in: bytes on disk to a Document with canonical text."""
