"""Reads IFEval prompts as lm-eval's task `ifeval` does: rows by `datasets`, verdicts by its process_results.

Usage: python lm_eval_reader.py FOLDER:RESPONSES... where FOLDER is an export of IFEval prompts, or one with such beside other rows, and RESPONSES is a JSON file of key -> response. Prints one JSON object a folder.
"""

import json
import os
import sys
import tempfile

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", CUDA_VISIBLE_DEVICES="")

import datasets
from lm_eval.tasks.ifeval.utils import process_results


def main():
    for asked in sys.argv[1:]:
        folder, _, responses = asked.rpartition(":")
        with open(responses) as file:
            said = json.load(file)
        with tempfile.TemporaryDirectory() as cache:
            beside = os.path.join(folder, "test_ifeval.jsonl")
            if "ifeval" in datasets.get_dataset_config_names(folder):
                rows = datasets.load_dataset(folder, "ifeval", split="test", cache_dir=cache)
            elif os.path.exists(beside):
                rows = datasets.load_dataset("json", data_files=beside, split="train", cache_dir=cache)
            else:
                rows = datasets.load_dataset(folder, split="train", cache_dir=cache)
            results = [process_results(row, [said[str(row["key"])]]) for row in rows]
        print(json.dumps({"folder": folder, "rows": len(rows), "strict": [each["inst_level_strict_acc"] for each in results]}), flush=True)


if __name__ == "__main__":
    main()
