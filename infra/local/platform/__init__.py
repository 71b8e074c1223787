"""All of it together: the embedded platform opened, a run followed on it, its report as files, and the doctor."""
