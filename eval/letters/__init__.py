"""Letters whose questions are known, and how well a splitter finds them."""
