"""Eligibility: who may be put forward for a post, condition by condition.

``post`` says what the post is, ``candidate`` what somebody's file says on a day; the other modules
hold one condition a class, declared by packs with their dated parameters.
"""
