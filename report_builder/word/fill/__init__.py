"""A filled template: marks become values, yellow, figures and notes in the look of the house."""
