"""A run or a comparison shown: text, Markdown, JUnit XML, JSON, and one HTML file."""
