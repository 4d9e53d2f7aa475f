"""A round along reviewers: the concept that goes out (`outgoing_concept`), and what comes
back until something was done with every remark (`review_round`, which shows the way of one).
"""
