"""Door 4, for other people's pages: the script, the thread as HTML, the frame, permalinks."""
