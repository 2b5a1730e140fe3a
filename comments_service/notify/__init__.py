"""Tells the outside what it has asked to be told; nothing else of the service may dial out."""
