"""The rules library: no Django, no files, no clock."""
