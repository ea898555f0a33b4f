"""Quanheng (铨衡): policy documents on building a corps of officials, as running software."""

__version__ = "0.1.0"
