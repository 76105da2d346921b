"""The only rooms that import an AI or storage library; each one stands behind a protocol of rag.types."""
