"""From a project folder to everything that is handed over: read, fill, set, bind, and what may stop
it.
"""
