# attacks: the interaction, by failing before it begins
# interactive: runtime_error
raise RuntimeError
