"""The dispute in option form."""
