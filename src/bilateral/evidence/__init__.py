"""What is claimed, by whom, where, how sure, and for when; and how claims become records."""
