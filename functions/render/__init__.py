"""render: makes page and PDF of a monograph and publishes them in one guarded step."""
