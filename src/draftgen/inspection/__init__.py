"""What an office that receives many reports makes of them: a summary, letters, what is alike, what is missing."""
