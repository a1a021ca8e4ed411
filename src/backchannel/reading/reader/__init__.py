"""The trained reader: one small model, one pass."""
