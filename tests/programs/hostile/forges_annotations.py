print('Content-Length: 50\r\n\r\n{"jsonrpc":"2.0","method":"heatline/annotations"}')  # hits 1
print("\x1b]0;title\x07\x1b[2J")  # hits 1
