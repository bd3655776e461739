"""Mines responses with IFEval's official Python checks on one thread: official_mining.py < RESPONSES.jsonl (rows of {prompt, response}).

The official code has checks and no inverse. Here each of its 25 instructions is asked for what a response meets: the tightest figure by
bisection, the words and phrases that the response itself offers. Prints one line of JSON: what ran, the seconds it took (loading models left
out), the responses and the constraints found. Exits with 3 if something is missing.
"""
import json
import random
import string
import sys
import time

from official_registry import load_registry, missing

LARGEST = 1 << 20


def meets(instructions, name, response, **kwargs):
    instruction = instructions[name](name)
    instruction.build_description(**kwargs)
    return bool(instruction.check_following(response))


def tightest(holds):
    """The largest figure from 1 on of which `holds` is true, where it is true of all smaller ones; 0: of none."""
    high = 1
    while high <= LARGEST and holds(high):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def mine(instructions, prompt, response):
    """Ids with the kwargs that the response meets."""
    found = []

    def has(name, **kwargs):
        if meets(instructions, name, response, **kwargs):
            found.append((name, kwargs))
            return True
        return False

    def at_least(name, figure, relation=None, **kwargs):
        given = {**kwargs, **({relation: 'at least'} if relation else {})}
        most = tightest(lambda n: meets(instructions, name, response, **given, **{figure: n}))
        if most:
            found.append((name, {**given, figure: most}))
        return most

    for name, figure, relation in [
        ('length_constraints:number_words', 'num_words', 'relation'),
        ('length_constraints:number_sentences', 'num_sentences', 'relation'),
        ('detectable_format:number_highlighted_sections', 'num_highlights', None),
        ('detectable_content:number_placeholders', 'num_placeholders', None),
        ('change_case:capital_word_frequency', 'capital_frequency', 'capital_relation'),
    ]:
        most = at_least(name, figure, relation)
        if relation:
            has(name, **{figure: most + 1, relation: 'less than'})
    at_least('detectable_format:multiple_sections', 'num_sections', section_spliter='Section')
    for letter in string.ascii_lowercase:
        at_least('keywords:letter_frequency', 'let_frequency', 'let_relation', letter=letter)
    words = sorted({word for word in response.lower().split() if word.isalpha() and len(word) > 4})
    for word in words[:20]:
        at_least('keywords:frequency', 'frequency', 'relation', keyword=word)
    if words:
        has('keywords:existence', keywords=words[:3])
    has('keywords:forbidden_words', forbidden_words=['impossible', 'certainly', 'unfortunately'])
    for count in range(1, 21):
        if has('detectable_format:number_bullet_lists', num_bullets=count):
            break
    paragraphs = response.split('\n\n')
    for count in range(1, 21):
        if has('length_constraints:number_paragraphs', num_paragraphs=count):
            break
    for place, paragraph in enumerate(paragraphs[:5], 1):
        for word in paragraph.split()[:1]:
            has('length_constraints:nth_paragraph_first_word', num_paragraphs=len(paragraphs), nth_paragraph=place, first_word=word)
    ending = ' '.join(response.split()[-4:])
    if ending:
        has('startend:end_checker', end_phrase=ending)
    has('combination:repeat_prompt', prompt_to_repeat=prompt or 'x')
    has('detectable_content:postscript', postscript_marker='P.S.')
    for language in ('en', 'de', 'fr', 'es', 'it', 'pt'):
        if has('language:response_language', language=language):
            break
    for name in (
        'detectable_format:constrained_response', 'detectable_format:json_format', 'detectable_format:title', 'combination:two_responses',
        'startend:quotation', 'change_case:english_capital', 'change_case:english_lowercase', 'punctuation:no_comma',
    ):
        has(name)
    return found


def main():
    instructions, package = load_registry()
    random.seed(0)
    rows = [json.loads(line) for line in sys.stdin]
    try:
        for row in rows[:10]:
            mine(instructions, row['prompt'], row['response'])
    except LookupError as error:
        missing("NLTK's punkt_tab is missing" if 'punkt' in str(error) else error)
    begun = time.perf_counter()
    constraints = sum(len(mine(instructions, row['prompt'], row['response'])) for row in rows)
    print(json.dumps({'package': package, 'seconds': time.perf_counter() - begun, 'responses': len(rows), 'constraints': constraints}))


main()
