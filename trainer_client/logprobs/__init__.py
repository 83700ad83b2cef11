"""Log-probabilities of tokens without a [tokens, vocabulary] tensor (needs torch).

from trainer_client.logprobs.completions import completion_logprobs

scores = completion_logprobs(hidden, model.lm_head.weight, token_ids, completion_mask)
scores.logprobs    # [B, S], gradient to hidden and weight; for LossInputs
scores.entropy     # [B, S], nats
"""
