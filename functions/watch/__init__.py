"""watch: every five minutes asks again for work that is past due, and tells an operator the third time."""
