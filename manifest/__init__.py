"""The Teams app: manifest, Swedish and English strings, icons; the zip is built from it."""
