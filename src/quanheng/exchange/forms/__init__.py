"""干部任免审批表 (.lrmx, .lrm) and the national exchange package: read, written, compared."""
