"""Pages in a browser: the form behind a signed link. The same steps as a card in Teams, drawn as HTML."""
