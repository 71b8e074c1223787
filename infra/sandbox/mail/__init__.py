"""A stand-in for Resend's API: takes mails, keeps them for looking at, tells of bounces and complaints."""
