"""A round along reviewers: the concept that goes out, and what comes back until every remark has
its answer.
"""
