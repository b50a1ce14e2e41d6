"""What is to be timed, as a text and a user who points into it say: from comments, examples and selections to rows."""
