"""Which documents hold where: adopted by units, with the numbers that these have set."""
