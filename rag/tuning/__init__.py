"""An encoder adapted to pairs of question and passage: an office's past enquiries and replies."""
