"""What comes from a vendor to what the domain knows: XML and JSON to studies, trials and full texts, nothing lost."""
