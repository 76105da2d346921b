"""One generated text laid out in each format and read back: which sentences come out as they went in."""
