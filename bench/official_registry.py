"""The official checks of IFEval, whichever installed package carries them: Google's, as lm-eval has them (or if-verifiable, or a
checkout of google-research on PYTHONPATH). What is missing is said on stderr, with exit code 3.
"""
import importlib
import importlib.util
import os
import sys
import types
from importlib.metadata import PackageNotFoundError, version

CARRIERS = [
    ('lm_eval', 'lm-eval', 'lm_eval.tasks.ifeval.instructions_registry'),
    ('if_verifiable', 'if-verifiable', 'if_verifiable.ifeval.instructions_registry'),
    ('instruction_following_eval', 'instruction_following_eval', 'instruction_following_eval.instructions_registry'),
]


def load_registry():
    """The official instructions by id, and the name of the package that carries them."""
    problem = 'neither lm-eval nor if-verifiable nor instruction_following_eval is installed'
    for top, package, registry in CARRIERS:
        spec = importlib.util.find_spec(top)
        if not spec:
            continue
        # The packages' own __init__ modules load whole evaluation harnesses, which these checks have no need of.
        parts = registry.split('.')[:-1]
        for depth in range(1, len(parts) + 1):
            empty = types.ModuleType('.'.join(parts[:depth]))
            empty.__path__ = [os.path.join(folder, *parts[1:depth]) for folder in spec.submodule_search_locations]
            sys.modules[empty.__name__] = empty
        try:
            return importlib.import_module(registry).INSTRUCTION_DICT, f'{package} {version_of(package)}'.strip()
        except Exception as error:
            problem = f'{package} could not be loaded: {error}'
    missing(problem)


def version_of(package):
    try:
        return version(package)
    except PackageNotFoundError:
        return ''


def missing(problem):
    print(str(problem).strip().splitlines()[0], file=sys.stderr)
    sys.exit(3)
