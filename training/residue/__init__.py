"""The judge of lines: which lines of a pasted page are the report."""
