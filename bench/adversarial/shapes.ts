/** Texts that have brought readers of text to their knees: a part repeated, or made for a length in characters. */
const repeated: Record<string, string> = {
  'one word': 'a',
  'one word in capitals': 'A',
  'open brackets': '(',
  'closed brackets': ')',
  'curly brackets': '{',
  'angle brackets': '<',
  newlines: '\n',
  'carriage returns': '\r',
  spaces: ' ',
  'white space of all kinds': ' \t\u00a0\u2003\u3000\n',
  asterisks: '*',
  'pairs of asterisks': '** ',
  'open bold': '**a ',
  underscores: '_',
  'numbered items in a line': '1. ',
  'numbered items': '1. a\n',
  bullets: '- ',
  'bullet lines': '- a\n',
  'code fences': '```',
  'code fence lines': '```\n',
  backticks: '`',
  'quotation marks': '"',
  apostrophes: "'",
  'curly quotes': '“',
  emoji: '😀',
  'joined emoji': '👩‍👩‍👧‍👦',
  flags: '🇩🇪',
  'combining marks': '\u0301',
  'letters with marks': 'e\u0301\u0302\u0303 ',
  'lone surrogates': '\ud800',
  'trailing surrogates': '\udc00 ',
  'short lines': 'a\n',
  'short paragraphs': 'a\n\n',
  'short sentences': 'A. ',
  abbreviations: 'Mr. ',
  stops: '.',
  'spaced stops': '. ',
  'question marks': '?',
  commas: ',',
  'digits and commas': '1,',
  digits: '9',
  dashes: '-',
  'rows of a table': '| a | b |\n',
  pipes: '|',
  'separator rows': '|---|---|\n',
  'rules of a setext heading': 'a\n=\n',
  hashes: '#',
  headings: '# a\n',
  'quoted lines': '> ',
  links: '[a](',
  'link openings': '[',
  addresses: 'http://',
  mail: 'a@',
  'JSON arrays': '[1,',
  'JSON objects': '{"a":',
  backslashes: '\\',
  tags: '<<a>>',
  placeholders: '[a] ',
  'Chinese sentences': '这是一个句子。',
  'half-width stops': '｡',
  'Arabic words': 'كلمة ',
  'zero-width joiners': '\u200d',
  dates: '1 May 2020, ',
  percentages: '5% ',
  money: '$5,000.00 ',
  hyphenated: 'a-',
  contractions: "it's ",
  'the same sentence': 'The river runs to the sea. ',
}

const made: Record<string, (length: number) => string> = {
  'different words': (length) => fill(length, (n) => `${n.toString(36)} `),
  'different lines': (length) => fill(length, (n) => `${n.toString(36)}\n`),
  'different sentences': (length) => fill(length, (n) => `The ${n.toString(36)} runs. `),
  'numbered to the end': (length) => fill(length, (n) => `${n + 1}. a\n`),
  'nested JSON': (length) => '['.repeat(length / 2) + ']'.repeat(length / 2),
  'JSON of many keys': (length) => `{${fill(length, (n) => `"k${n}": ${n},\n`)}"z": 0}`,
  'balanced brackets': (length) => '('.repeat(length / 2) + ')'.repeat(length / 2),
  'white space, then a word': (length) => `${' '.repeat(length)}a`,
  'a word, then white space': (length) => `a${' '.repeat(length)}.`,
  'a divider, white space, then a word': (length) => `---${' '.repeat(length - 4)}a`,
  'dividers of dashes and blanks, then a word': (length) => `${'- '.repeat(length / 2 - 1)}a`,
  'a title, its underline, white space, then a word': (length) => `Rivers\n===${' '.repeat(length - 11)}a`,
  'words of growing length': (length) => fill(length, (n) => `${'a'.repeat(n)} `),
  'deep lists': (length) => fill(length, (n) => `${' '.repeat(n % 1000)}- a\n`),
}

/** The name of every shape, and its text of so many characters. */
export function shapes(length: number): [name: string, text: () => string][] {
  return [
    ...Object.entries(repeated).map(([name, part]): [string, () => string] => [name, () => part.repeat(Math.ceil(length / part.length)).slice(0, length)]),
    ...Object.entries(made).map(([name, make]): [string, () => string] => [name, () => make(length).slice(0, length)]),
  ]
}

function fill(length: number, part: (n: number) => string): string {
  const parts: string[] = []
  for (let n = 0, size = 0; size < length; n++) {
    const next = part(n)
    parts.push(next)
    size += next.length
  }
  return parts.join('')
}
