# attacks: files, by one above its limit
# bounded: runtime_error
with open("large", "wb") as file:
    while True: file.write(b"x" * (1 << 20))
