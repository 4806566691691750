"""Countries and places: names found, and told apart by the article around them."""
