# attacks: an empty expected output, by failing before any output
# always
# silence: runtime_error
raise RuntimeError
