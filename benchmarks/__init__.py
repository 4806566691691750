"""What is measured: invented collections, and the time and memory that they take."""
