"""The import centre: read a workbook, compare it with the file, show, and write it at once."""
