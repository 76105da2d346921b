"""What a document says about itself, one module for each thing that can be said."""
