"""What a case discussion is made of, apart from its rows: the methods as data, and the vault with a key per case."""
