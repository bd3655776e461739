"""Reads exports as trainers do: each folder with `datasets`, and those of SFT rows through TRL for one step on the CPU.

Usage: python train.py FOLDER... Prints one JSON object a line: a folder's splits with rows and fields, and the loss of its step.
Nothing is fetched: model and tokenizer are made here, tiny and random.
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
        vocab_size=len(fast), hidden_size=16, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2, num_key_value_heads=2,
        pad_token_id=fast.pad_token_id, eos_token_id=fast.eos_token_id, bos_token_id=None,
    )
    return LlamaForCausalLM(config), fast


def one_step(rows):
    from trl import SFTConfig, SFTTrainer

    model, tokenizer = tiny_model()
    with tempfile.TemporaryDirectory() as out:
        args = SFTConfig(
            output_dir=out, max_steps=1, per_device_train_batch_size=2, max_length=1024, use_cpu=True, bf16=False, fp16=False,
            gradient_checkpointing=False, report_to="none", save_strategy="no", logging_steps=1, disable_tqdm=True, seed=1,
        )
        trainer = SFTTrainer(model=model, args=args, train_dataset=rows, processing_class=tokenizer)
        batch = next(iter(trainer.get_train_dataloader()))
        learnt = int((batch["labels"] != -100).sum())
        loss = trainer.train().training_loss
        return {"loss": loss, "tokens": int(batch["attention_mask"].sum()) if "attention_mask" in batch else int(batch["input_ids"].numel()), "learnt": learnt}


def main():
    for folder in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as cache:
            found = datasets.load_dataset(folder, cache_dir=cache)
            said = {"folder": folder, "splits": {name: rows.num_rows for name, rows in found.items()}, "fields": found["train"].column_names, "first": found["train"][0]}
            names = set(found["train"].column_names)
            nested = all(not isinstance(found["train"][0].get(name), str) for name in ("messages", "prompt", "completion"))
            if nested and ({"prompt", "completion"} <= names or ("messages" in names and "ground_truth" not in names)):
                said["step"] = one_step(found["train"])
        print(json.dumps(said, default=str), flush=True)


if __name__ == "__main__":
    main()
