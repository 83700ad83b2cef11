# attacks: files, by sparse ones of the largest size
# bounded: wrong_answer or runtime_error
for n in range(1000):
    with open(f"/tmp/{n}", "wb") as file: file.truncate(8192 << 10)
