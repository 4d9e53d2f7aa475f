"""One figure, document or product through the stages; these functions run in worker processes."""
