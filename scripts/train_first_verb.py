"""Trains the weights by which lib/text/first-verb.ts estimates whether NLTK's tagger takes the first token of a text for a verb, and writes them:

    python scripts/train_first_verb.py ALPACA.jsonl.gz > lib/text/first-verb-weights.ts

Needs nltk 3.9 with the data of averaged_perceptron_tagger_eng and punkt_tab, and torch. On stderr it says how often the estimate differs from the tagger
on beginnings that it was not trained on.

Three tokens from anywhere in the texts, the first with a capital, are a beginning, and so is each verb before other words; the tagger's answer is what is to be learned: a linear model
(softmax over five groups of tags), kept small by shrinking its weights, rounded to halves while it is fitted again.
"""
import gzip
import json
import random
import re
import sys
from collections import Counter, defaultdict
from textwrap import wrap

import nltk
import torch
from nltk.tag.perceptron import PerceptronTagger

GROUPS = [{'VB', 'VBP', 'VBZ'}, {'VBG', 'VBN', 'VBD'}, {'NNP'}, {'NN'}]
VERBS = 2
# How often a feature is seen at least.
SEEN = 8
SEEN_OF = {'third': 16, 'pair': 20}
SHRINK = 0.03
KEPT = 0.6
END, END2 = '-END-', '-END2-'
# Where a beginning comes from, and what it counts for: responses, instructions, their sentences, any other words, the same in lower case.
WORTH = {'response': 6.0, 'instruction': 4.0, 'sentence': 3.0, 'words': 1.0, 'lower': 0.5, 'verb': 2.0}
# Each word that stands so often behind "to" is put before so many of the beginnings' second and third tokens.
VERBS_SEEN, VERB_PLACES = 6, 200
# What counts so much more: words that are a verb now and then.
VERB_WORTH = 5.0


def beginnings(path):
    """Distinct first three tokens, with where they come from."""
    draw = random.Random(1)
    words = nltk.tokenize.NLTKWordTokenizer()
    seen = set()
    after_to, places = Counter(), {}

    def fresh(tokens, kind):
        three = (*tokens[:3], *((END, END2, '')[: 3 - len(tokens[:3])]))
        if tokens and three not in seen:
            seen.add(three)
            yield three, kind

    with gzip.open(path, 'rt', encoding='utf-8') as lines:
        for line in lines:
            record = json.loads(line)
            yield from fresh(nltk.word_tokenize(record['output'][:2000]), 'response')
            asked = nltk.word_tokenize(record['instruction'])
            if len(asked) > 2:
                places[asked[1], asked[2]] = None
            yield from fresh(asked, 'instruction')
            after_to.update(re.findall(r'\b[Tt]o ([a-z]{2,})\b', record['output']))
            for sentence in re.split(r'(?<=[.!?:])\s+|\n+', record['output']):
                yield from fresh(nltk.word_tokenize(sentence[:300]), 'sentence')
            for text in (record['instruction'], record['output'][:1500]):
                tokens = words.tokenize(text)
                for at in range(len(tokens) - 2):
                    first, drawn = tokens[at], draw.random()
                    if not first[:1].isalpha():
                        continue
                    if drawn < 0.5:
                        yield from fresh([first[0].upper() + first[1:], *tokens[at + 1 : at + 3]], 'words')
                    elif drawn < 0.53:
                        yield from fresh(tokens[at : at + 3], 'lower')
                    elif drawn < 0.55:
                        yield from fresh([first[0].upper() + first[1:]], 'words')

    for verb in sorted(word for word, count in after_to.items() if count >= VERBS_SEEN):
        for second, third in draw.sample(sorted(places), VERB_PLACES):
            yield from fresh([verb.capitalize(), second, third], 'verb')


def normal(word):
    """As the tagger has it."""
    if '-' in word and not word.startswith('-'):
        return '!HYPHEN'
    if word.isdigit() and len(word) == 4:
        return '!YEAR'
    return '!DIGITS' if word[:1].isdigit() else word.lower()


def features(three):
    first, second, third = three
    initial = 'a' if first[:1].islower() else 'A' if first[:1].isalpha() else first[:1]
    after = second if second == END else normal(second)
    last = third if third in (END, END2) else normal(third)
    return [f'word {normal(first)}', f'pair {normal(first)}_{after}', f'end {first[-3:].lower()}', f'initial {initial}', f'next {after}', f'nextEnd {after[-3:]}', f'third {last}']


def main(path):
    tagger = PerceptronTagger()
    rows = [(three, kind, tagger.tag([token for token in three if token not in (END, END2)])[0][1]) for three, kind in beginnings(path)]
    print(f'{len(rows)} beginnings', file=sys.stderr)
    named = [features(three) for three, _, _ in rows]
    verbs_of = defaultdict(lambda: [0, 0])
    for names, (_, _, tag) in zip(named, rows):
        verbs_of[names[0]][0] += 1
        verbs_of[names[0]][1] += tag.startswith('VB')
    counts = Counter(name for names in named for name in names)
    known = {name: at for at, name in enumerate((name for name, count in counts.items() if count >= SEEN_OF.get(name.split(' ')[0], SEEN)), start=1)}
    ids = torch.tensor([[known.get(name, 0) for name in names] for names in named])
    group = torch.tensor([next((at for at, tags in enumerate(GROUPS) if tag in tags), len(GROUPS)) for _, _, tag in rows])
    is_verb = torch.tensor([tag.startswith('VB') for _, _, tag in rows])
    often = [verbs_of[names[0]] for names in named]
    worth = torch.tensor([WORTH[kind] * (VERB_WORTH if verbs > 1 and verbs >= 0.05 * all_ else 1) for (_, kind, _), (all_, verbs) in zip(rows, often)])
    draw = random.Random(3)
    held = torch.tensor([draw.random() < (0.03 if kind in ('words', 'lower', 'verb') else 0.2) for _, kind, _ in rows])
    learned = torch.nonzero(~held).flatten()

    torch.manual_seed(0)
    weights = torch.zeros(len(known) + 1, len(GROUPS) + 1, requires_grad=True)
    bias = torch.zeros(len(GROUPS) + 1, requires_grad=True)

    def scores(of, by):
        return torch.nn.functional.embedding_bag(of, by, mode='sum', padding_idx=0) + bias

    def differs(by):
        with torch.no_grad():
            wrong = (scores(ids[held], by).argmax(1) < VERBS) != is_verb[held]
            kinds = [kind for (_, kind, _), out in zip(rows, held.tolist()) if out]
            return ', '.join(f'{kind} {wrong[torch.tensor([each == kind for each in kinds])].float().mean():.4f}' for kind in WORTH)

    def fit(rounds, rate, seen_as, after):
        chosen = torch.optim.Adagrad([weights, bias], lr=rate)
        for turn in range(rounds):
            for step, batch in enumerate(learned[torch.randperm(len(learned))].split(2048)):
                loss = (torch.nn.functional.cross_entropy(scores(ids[batch], seen_as()), group[batch], reduction='none') * worth[batch]).mean()
                chosen.zero_grad()
                loss.backward()
                chosen.step()
                after(turn, step)

    def shrink(turn, step):
        if turn == 0 or step % 20:
            return
        with torch.no_grad():
            weights.sub_(weights.median(1, keepdim=True).values)
            weights.copy_(torch.sign(weights) * torch.clamp(weights.abs() - SHRINK, min=0))
            weights[0] = 0

    fit(5, 0.3, lambda: weights, shrink)
    kept = (weights.detach().abs() > KEPT).float()

    def halves():
        of_kept = weights * kept
        return of_kept + (torch.round(of_kept * 2) / 2 - of_kept).detach()

    fit(4, 0.1, halves, lambda turn, step: None)
    print(f'differs, of those held out: {differs(halves().detach())}', file=sys.stderr)
    write(known, torch.round(weights.detach() * kept * 2).int().tolist(), torch.round(bias.detach() * 2).int().tolist())


def write(known, halves, bias):
    lines = defaultdict(list)
    for name, at in known.items():
        if any(halves[at]):
            kind, word = name.split(' ', 1)
            lines[kind, tuple(halves[at])].append(word)
    print('/**\n * Weights of what a beginning has, written by scripts/train_first_verb.py: a kind; for and against each group of tags, in halves; the words. The first line is\n * what each group has by itself.\n */')
    print(f'export const firstVerbWeights = `\n{" ".join(map(str, bias))}')
    for (kind, numbers), words in sorted(lines.items(), key=lambda line: (KINDS.index(line[0][0]), line[0][1])):
        for line in wrap(' '.join(sorted(words)), 140, break_long_words=False, break_on_hyphens=False):
            print(kind, *numbers, re.sub(r'`|\\|\$(?={)', r'\\\g<0>', line))
    print('`')


KINDS = ('word', 'pair', 'end', 'initial', 'next', 'nextEnd', 'third')

if __name__ == '__main__':
    main(sys.argv[1])
