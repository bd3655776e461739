"""Reads exports as LLaMA-Factory does: each file of dataset_info.json by its own parser, loader and converter.

Usage: python llama_factory.py FOLDER... Prints one JSON object for each entry: its name, how many examples came out whole, and the first of them.
"""

import json
import os
import sys
import tempfile
from types import SimpleNamespace

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", CUDA_VISIBLE_DEVICES="", DISABLE_VERSION_CHECK="1")

from llamafactory.data.loader import _load_single_dataset
from llamafactory.data.parser import get_dataset_list


def main():
    for folder in sys.argv[1:]:
        with open(os.path.join(folder, "dataset_info.json")) as file:
            names = list(json.load(file))
        for name, described in zip(names, get_dataset_list(names, folder)):
            with tempfile.TemporaryDirectory() as cache:
                data = SimpleNamespace(dataset_dir=folder, preprocessing_num_workers=None, streaming=False, max_samples=None, overwrite_cache=True, media_dir=None)
                rows = _load_single_dataset(described, SimpleNamespace(cache_dir=cache, hf_hub_token=None), data, SimpleNamespace(local_process_index=0, dataloader_num_workers=0))
                # What it calls abnormal it empties.
                whole = [row for row in rows if row["_prompt"] and row["_response"]]
                print(json.dumps({"folder": folder, "name": name, "rows": len(rows), "whole": len(whole), "ranking": described.ranking, "first": whole[0], "all": whole[:100]}), flush=True)


if __name__ == "__main__":
    main()
