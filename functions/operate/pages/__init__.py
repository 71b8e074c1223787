"""What is held or was made: a person's word on drafts, prompts tried out, files handed out."""
