"""Files into checked records: settings, catalogues and observations, with all their problems."""
