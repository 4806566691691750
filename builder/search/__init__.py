"""What the search of the site finds: made of the collection, for the search of Material and for Pagefind."""
