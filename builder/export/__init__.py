"""The collection as data, in the formats that other tools read: all from the same rows."""
