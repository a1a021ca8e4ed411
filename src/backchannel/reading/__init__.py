"""Reports in, evidence out."""
