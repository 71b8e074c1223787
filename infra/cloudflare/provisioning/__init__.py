"""What an account is meant to have, what it lacks, and making it so."""
