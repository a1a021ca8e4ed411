"""The elements of a conflict in option form."""
