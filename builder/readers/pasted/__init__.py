"""Parts of pasted text: where the article stands among its lines, and what stands around it."""
