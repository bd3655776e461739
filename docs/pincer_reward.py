"""A reward function for TRL's GRPOTrainer: the share of a prompt's instructions that a completion meets, as Pincer's checkers decide.

    trainer = GRPOTrainer(model=..., reward_funcs=pincer_reward, train_dataset=load_dataset("./rlvr", split="train"), ...)

Rows are those of an RLVR export, for Pincer's verifier (rlvr-pincer) or IFEval's (rlvr), whose prompt is a conversation: TRL hands its columns instruction_id_list and kwargs on. PINCER_URL and PINCER_REWARD_TOKEN say whom to ask.
Needs nothing beside Python.
"""

import json
import os
import urllib.request

BATCH = 64


def pincer_reward(prompts, completions, instruction_id_list, kwargs, **_):
    """One number from 0 to 1 for each completion: Pincer's sound verdicts; a check that cannot run earns nothing."""
    items = [
        {
            "prompt": text_of(prompt),
            "response": text_of(completion),
            "instruction_id_list": ids,
            # Parquet and CSV hold kwargs as JSON text.
            "kwargs": json.loads(given) if isinstance(given, str) else given,
        }
        for prompt, completion, ids, given in zip(prompts, completions, instruction_id_list, kwargs)
    ]
    rewards = []
    for start in range(0, len(items), BATCH):
        rewards += ask(items[start : start + BATCH])
    return [reward["sound"] for reward in rewards]


def text_of(message):
    """Plain text as it is; of a conversation its last turn."""
    return message if isinstance(message, str) else message[-1]["content"]


def ask(items):
    request = urllib.request.Request(
        os.environ.get("PINCER_URL", "http://127.0.0.1:3000") + "/api/v1/reward",
        data=json.dumps({"items": items}).encode(),
        headers={"Content-Type": "application/json", "Authorization": "Bearer " + os.environ["PINCER_REWARD_TOKEN"]},
    )
    with urllib.request.urlopen(request, timeout=300) as response:
        return json.load(response)["rewards"]
