"""What reviewers and coordinators look up: registers, status and trace."""
