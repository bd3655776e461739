"""Reads exports as Axolotl does: the datasets of axolotl.yml by its own prompt strategies, into tokens and labels.

Usage: python axolotl_reader.py FOLDER... Prints one JSON object a dataset: how many rows, and of the first what is shown and what is learnt.
"""

import json
import os
import sys
import tempfile

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", CUDA_VISIBLE_DEVICES="", AXOLOTL_DO_NOT_TRACK="1")

import datasets
import yaml
from axolotl.prompt_strategies import load
from axolotl.prompt_strategies.dpo import load as load_dpo
from axolotl.utils.dict import DictDefault

from train import tiny_model


def main():
    _, tokenizer = tiny_model()
    for folder in sys.argv[1:]:
        with open(os.path.join(folder, "axolotl.yml")) as file:
            config = yaml.safe_load(file)
        for described in config["datasets"] + config.get("test_datasets", []):
            with tempfile.TemporaryDirectory() as cache:
                rows = datasets.load_dataset(described["ds_type"], data_files=os.path.join(folder, described["path"]), split="train", cache_dir=cache)
                said = {"folder": folder, "path": described["path"], "rows": len(rows)}
                cfg = DictDefault({"chat_template": "tokenizer_default", "train_on_inputs": False, "sequence_len": 8192, "datasets": [described], "rl": config.get("rl")})
                if config.get("rl") == "dpo":
                    transform, _ = load_dpo(described["type"], cfg, dataset_idx=0)
                    said["first"] = transform(rows[0], tokenizer=tokenizer)
                else:
                    strategy = load(described["type"], tokenizer, cfg, DictDefault(described))
                    tokens = strategy.tokenize_prompt(rows[0])
                    learnt = [token for token, label in zip(tokens["input_ids"], tokens["labels"]) if label != -100]
                    said["first"] = {"shown": tokenizer.decode(tokens["input_ids"]), "learnt": tokenizer.decode(learnt)}
                print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
