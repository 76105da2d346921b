"""What is kept of what people asked and were shown."""
