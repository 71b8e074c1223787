"""The Bucket port over a folder and over S3, and where backups are kept."""
