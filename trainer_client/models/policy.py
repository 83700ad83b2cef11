"""A causal language model as a policy: log-probabilities of completions."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from trainer_client.logprobs.completions import completion_logprobs
from trainer_client.logprobs.config import LogprobConfig
from trainer_client.logprobs.tiled import TokenScores


class Policy(nn.Module):
    """The policy is the softmax of the model's logits over `temperature`.

    Weights are float32. Where `dtype` is another type, passes compute in it, and log-softmax in
    float32 all the same.
    """

    def __init__(
        self,
        model: PreTrainedModel,
        *,
        temperature: float = 1.0,
        dtype: torch.dtype = torch.float32,
        config: LogprobConfig | None = None,
    ) -> None:
        super().__init__()
        if getattr(model.get_output_embeddings(), "bias", None) is not None:
            raise ValueError("a head with a bias is not supported")
        self.model = model
        self.temperature = temperature
        self.dtype = dtype
        self._config = config

    def forward(
        self,
        token_ids: Tensor,
        attention_mask: Tensor | None,
        completion: Tensor,
        position_ids: Tensor | None = None,
    ) -> TokenScores:
        """Scores [B, S] of completion tokens, 0 elsewhere; gradient to the weights.

        All are [B, S], padded on the right: `token_ids` int64, prompt and completion;
        `attention_mask` bool, False for padding; `completion` bool, the completion's tokens.
        Sequences packed behind each other in one row have `position_ids` int64 that begin again
        at 0 with each, and no `attention_mask`: none attends to another.
        """
        device = token_ids.device.type
        with torch.autocast(device, self.dtype, enabled=self.dtype != torch.float32):
            hidden = self.model.base_model(
                input_ids=token_ids,
                attention_mask=attention_mask,
                position_ids=position_ids,
                use_cache=False,
            ).last_hidden_state
        return completion_logprobs(
            hidden.to(self.dtype),
            self.model.get_output_embeddings().weight,
            token_ids,
            completion,
            temperature=self.temperature,
            config=self._config,
        )

    @property
    def device(self) -> torch.device:
        return next(self.parameters()).device
