import type { Cases } from './cases.fixture.ts'

const levels = 'level kayak civic radar rotor refer madam solos tenet '

/** Cases of the groups words and format. */
export const secondCases: readonly Cases[] = [
  { id: 'words:alphabet', follow: ['Yes, zebras ate', 'dog "eats" fish'], fail: ['a c', '1 b', '...', 'a b 1'] },
  { id: 'words:vowel', follow: ['The cat is in', 'ÉÖ aei'], fail: ['a e i o', 'cat\ndog'] },
  { id: 'words:consonants', follow: ['strong Crwth.', 'sky by'], fail: ['strong cat', 'n-n'] },
  { id: 'words:palindrome', follow: [`${levels}ka-yak`, `${levels}12321`], fail: [levels, `${levels}noon`] },
  { id: 'words:prime_lengths', follow: ['It isn’t so', 'a-b, c.d'], fail: ['a', 'four', "don't I"] },
  { id: 'words:start_verb', follow: ['Let us go', 'Prove that it is', 'Creating things'], fail: ['The cat', 'Galois theory', '"Let us go"'] },
  { id: 'words:repeats', kwargs: { small_n: 1 }, follow: ['a b c', '... ...'], fail: ['A a', "dont don't"] },
  { id: 'words:odd_even_syllables', follow: ['cat table strong paper', 'one'], fail: ['cat dog', 'cat table cat banana'] },
  { id: 'words:last_first', follow: ['I see you. You see me!', 'Only one.'], fail: ['I see you. He sees me.', 'Go! ?'] },
  { id: 'words:paragraph_last_first', follow: ['Sky is my sky.\n\n**Red is red**', 'word', '---'], fail: ['Sky is blue.', '**Red** is red', 'Sky is sky\n\nno match'] },
  { id: 'words:no_consecutive', follow: ['a b a', 'Éa ea'], fail: ['big Bad', '"a" a'] },
  { id: 'words:keywords_specific_position', kwargs: { keyword: 'Dog', n: 2, m: 3 }, follow: ['A cat. Not, a dog.'], fail: ['A cat. A dog.', 'A cat.', "Cat. Don't see dog."] },
  { id: 'words:words_position', kwargs: { keyword: 'sky' }, follow: ['The SKY is the sky, yes.', 'The sky is'], fail: ['A sky has it all', 'sky', 'sky is sky it'] },
  { id: 'format:parentheses', follow: ['((((()))))', 'a ([{([b]', '((((( [ ] '], fail: ['(((())))', '((((( ]', '((((('] },
  { id: 'format:quotes', follow: [`"a 'b "c" d' e"`, `'"'x'"'`], fail: [`"a 'b' c"`, `"a" "b" "c"`] },
  { id: 'format:options', kwargs: { options: 'yes/no/maybe' }, follow: ['Yes.', ' MAYBE!'], fail: ['yes no', 'yes\n'] },
  { id: 'format:options', kwargs: { options: 'a), b), c), d)' }, follow: ['b)'], fail: ['B)', 'b', ' b)'] },
  { id: 'format:options', kwargs: { options: 'orange, lemon' }, follow: ['ange, lemon'], fail: ['orange', 'lemon'] },
  { id: 'format:newline', follow: ['one\ntwo\n\nthree', 'a\n-\nb'], fail: ['one two', 'one\n \ntwo'] },
  { id: 'format:emoji', follow: ['Hi 😀. Bye! 👍🏽', 'Hi. 😀 Bye ©', 'Hi ❤️'], fail: ['Hi. Bye 😀', 'Hi 1', 'Flag 🇫🇷'] },
  { id: 'format:line_indent', follow: ['a\n b\n  c', ' \na\n b', 'a\n\n b'], fail: ['a\nb', 'a\n\n\n b', '\ta\n\tb'] },
  { id: 'format:quote_unquote', follow: ['"a" means b', '“a”', `'"' "a" b`], fail: ['"a" "b" c', 'He said "a".', 'x "a" 12.'] },
  { id: 'format:list', kwargs: { sep: '-' }, follow: ['- a\n- b', 'well-to-do'], fail: ['- a', 'a'] },
  { id: 'format:thesis', follow: ['<i>Claim</i> text', '<em>a</em> '], fail: ['<i> </i> text', '<i>Claim</i> ', 'text', '</i> <i>a'] },
  { id: 'format:sub-bullets', follow: ['* a\n - b\n* c\n - d', 'no bullets', '*a-b*-'], fail: ['* a\n* b\n - c', '**a** - b'] },
  { id: 'format:no_bullets_bullets', follow: ['One cat. Two dogs.\n* a\n * b', 'One.\nTwo.\n\n* a\n* b'], fail: ['One.\n* a\n* b', 'A cat. A dog.\n* a', 'A cat. A dog.\n* a\n* b\n', 'One.\n\nTwo. Three.\n* a\n* b'] },
  { id: 'format:title_case', follow: ['The Cat And 3 iPhones', 'NASA Is McBig!'], fail: ['The cat', 'A b', "Don't"] },
  { id: 'format:output_template', follow: ['Future Outlook: a My Conclusion: b My Answer: c'], fail: ['My Answer: a My Conclusion: b', 'my answer: my conclusion: future outlook:'] },
  { id: 'format:no_whitespace', follow: ['a,b\u200bc\ufeff'], fail: ['a b', 'a\u00a0b', 'a\n'] },
]
