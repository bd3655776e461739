"""Reads exports as trainers do: each folder with `datasets`, and through TRL for one step on the CPU where a trainer is named.

Usage: python train.py [TRAINER:]FOLDER... with TRAINER one of sft, dpo, kto, grpo. Prints one JSON object a line: a folder's splits with rows and
fields, its first row, and what the step came to. Nothing is fetched: model and tokenizer are made here, tiny and random.
For grpo, docs/pincer_reward.py asks the server that PINCER_URL names.
"""

import json
import os
import sys
import tempfile

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", CUDA_VISIBLE_DEVICES="", TOKENIZERS_PARALLELISM="false")

import datasets

TEMPLATE = (
    "{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


def tiny_model():
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast, set_seed

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={letter: n for n, letter in enumerate(alphabet)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<|end|>", pad_token="<|pad|>")
    fast.add_special_tokens({"additional_special_tokens": ["<|system|>", "<|user|>", "<|assistant|>"]})
    fast.chat_template = TEMPLATE
    set_seed(1)
    config = LlamaConfig(
        vocab_size=len(fast), hidden_size=16, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2, num_key_value_heads=2, max_position_embeddings=16384,
        pad_token_id=fast.pad_token_id, eos_token_id=fast.eos_token_id, bos_token_id=None,
    )
    return LlamaForCausalLM(config), fast


def saved_model(out):
    """A model of its own folder: what DPO and KTO take for the reference is read from there once more."""
    model, tokenizer = tiny_model()
    place = os.path.join(out, "model")
    model.save_pretrained(place)
    return type(model).from_pretrained(place), tokenizer


def common(out):
    return dict(
        output_dir=out, max_steps=1, per_device_train_batch_size=2, use_cpu=True, bf16=False, fp16=False, gradient_checkpointing=False,
        report_to="none", save_strategy="no", logging_steps=1, disable_tqdm=True, seed=1,
    )


def sft(rows, out):
    from trl import SFTConfig, SFTTrainer

    model, tokenizer = tiny_model()
    trainer = SFTTrainer(model=model, args=SFTConfig(max_length=8192, **common(out)), train_dataset=rows, processing_class=tokenizer)
    batch = next(iter(trainer.get_train_dataloader()))
    tokens = int(batch["attention_mask"].sum()) if "attention_mask" in batch else int(batch["input_ids"].numel())
    return trainer, {"tokens": tokens, "learnt": int((batch["labels"] != -100).sum())}


def dpo(rows, out):
    from trl import DPOConfig, DPOTrainer

    model, tokenizer = saved_model(out)
    trainer = DPOTrainer(model=model, args=DPOConfig(max_length=8192, **common(out)), train_dataset=rows, processing_class=tokenizer)
    return trainer, {"batch": shapes(trainer)}


def kto(rows, out):
    from trl import KTOConfig, KTOTrainer

    model, tokenizer = saved_model(out)
    trainer = KTOTrainer(model=model, args=KTOConfig(max_length=8192, **common(out)), train_dataset=rows, processing_class=tokenizer)
    return trainer, {"batch": shapes(trainer)}


def grpo(rows, out):
    from trl import GRPOConfig, GRPOTrainer

    sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "..", "docs"))
    from pincer_reward import pincer_reward, text_of

    given = []

    def told(**asked):
        rewards = pincer_reward(**asked)
        # What TRL hands over is one row's instructions for each completion of its prompt.
        for n, reward in enumerate(rewards):
            given.append({"reward": reward, "roles": [turn["role"] for turn in asked["prompts"][n]], "completion": text_of(asked["completions"][n]), "ids": asked["instruction_id_list"][n], "kwargs": asked["kwargs"][n]})
        return rewards

    model, tokenizer = tiny_model()
    args = GRPOConfig(num_generations=2, max_completion_length=16, generation_batch_size=4, **common(out))
    return GRPOTrainer(model=model, reward_funcs=told, args=args, train_dataset=rows, processing_class=tokenizer), {"given": given}


def shapes(trainer):
    return {name: list(value.shape) for name, value in next(iter(trainer.get_train_dataloader())).items() if hasattr(value, "shape")}


def one_step(trainer_of, rows):
    with tempfile.TemporaryDirectory() as out:
        trainer, said = trainer_of(rows, out)
        before = [each.detach().clone() for each in trainer.model.parameters()]
        loss = trainer.train().training_loss
        moved = any(not (old == new.detach()).all() for old, new in zip(before, trainer.model.parameters()))
        return {"loss": loss, "moved": moved, **said}


def main():
    for named in sys.argv[1:]:
        trainer, _, folder = named.rpartition(":")
        with tempfile.TemporaryDirectory() as cache:
            found = datasets.load_dataset(folder, cache_dir=cache)
            # Of stages the last: rows of those before stand in it again.
            train = found[[name for name in found if name.startswith("train")][-1]]
            said = {"folder": folder, "splits": {name: rows.num_rows for name, rows in found.items()}, "fields": train.column_names, "first": train[0]}
            if trainer:
                said["step"] = one_step({"sft": sft, "dpo": dpo, "kto": kto, "grpo": grpo}[trainer], train)
        print(json.dumps(said, default=str), flush=True)


if __name__ == "__main__":
    main()
