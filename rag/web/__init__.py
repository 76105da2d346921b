"""The Gradio pages, one module a page."""
