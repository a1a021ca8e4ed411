"""The evidence: its records, and how it is kept and merged."""
