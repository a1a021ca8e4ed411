"""Training of the reader: data, the model in PyTorch, export. Not part of the package."""
