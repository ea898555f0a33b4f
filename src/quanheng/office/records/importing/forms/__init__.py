"""干部任免审批表 and exchange packages in the import centre: as rows, photos, and kept forms.

An upload of forms becomes the rows of a workbook and goes the way of a workbook: compared, shown,
written at once. What the sheets do not hold (photo, schools, titles, the text of the career) is
taken from the kept form by ``apply_form``, in the transaction of the import.
"""
