"""What a sample is, and how it is written as Markdown, DOCX and PDF."""
