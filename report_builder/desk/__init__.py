"""The desk: the project in a browser, for whoever works on the report (contract, section 6)."""
