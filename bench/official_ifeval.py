"""Times IFEval's official Python checks on one thread: official_ifeval.py FILE.jsonl.gz...

Prints one line of JSON: what ran, the seconds that verifying took (strict and loose, the best of three; reading the files and loading
models left out), how many answers there were, and how many of the verdicts are those that the files hold. Exits with 3 if something is missing.
"""
import gzip
import json
import sys
import time

from official_registry import load_registry, missing


def follows(instructions, row, responses):
    """evaluation_lib.py: an instruction is followed if one of the responses that is not blank follows it."""
    verdicts = []
    for instruction_id, given in zip(row['instruction_id_list'], row['kwargs']):
        instruction = instructions[instruction_id](instruction_id)
        instruction.build_description(**{name: value for name, value in (given or {}).items() if value})
        args = instruction.get_instruction_args()
        if args and 'prompt' in args:
            instruction.build_description(prompt=row['prompt'])
        verdicts.append(any(bool(response.strip() and instruction.check_following(response)) for response in responses))
    return verdicts


def loosely(response):
    """The eight readings of a response that the loose verdict allows, in evaluation_lib.py's order."""
    lines = response.split('\n')
    first, last, both = ('\n'.join(part).strip() for part in (lines[1:], lines[:-1], lines[1:-1]))
    readings = [response, first, last, both]
    return [response, response.replace('*', ''), first, last, both, *(reading.replace('*', '') for reading in readings[1:])]


def main():
    instructions, package = load_registry()
    rows = []
    for name in sys.argv[1:]:
        with gzip.open(name, 'rt', encoding='utf-8') as lines:
            rows.extend(json.loads(line) for line in lines)
    try:
        for row in rows[:100]:
            follows(instructions, row, loosely(row['response']))
    except LookupError as error:
        missing("NLTK's punkt_tab is missing" if 'punkt' in str(error) else error)
    seconds = float('inf')
    for _ in range(3):
        verdicts = []
        begun = time.perf_counter()
        for row in rows:
            verdicts.append((follows(instructions, row, [row['response']]), follows(instructions, row, loosely(row['response']))))
        seconds = min(seconds, time.perf_counter() - begun)
    same = sum(
        ours == theirs
        for row, both in zip(rows, verdicts)
        for mode, name in zip(both, ('strict', 'loose'))
        for ours, theirs in zip(mode, row.get(name, []))
    )
    total = sum(len(mode) for both in verdicts for mode in both)
    print(json.dumps({'package': package, 'seconds': seconds, 'answers': len(rows), 'same': same, 'verdicts': total}))


main()
