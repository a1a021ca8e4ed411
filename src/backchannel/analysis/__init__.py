"""Exact answers about a conflict."""
