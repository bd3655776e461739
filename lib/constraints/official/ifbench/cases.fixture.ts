import type { InstructionKwargs } from '../instruction.ts'

/** Answers that follow an instruction and answers that do not, as the official verifier has it; odd ones are its odd ones. */
export interface Cases {
  id: string
  kwargs?: InstructionKwargs
  follow: readonly string[]
  fail: readonly string[]
}

const mcq = (stems: readonly string[], options = 'A) a\nB) b\nC) c\nD) d\nE) e'): string =>
  stems.map((stem, index) => `Question ${index + 1}: ${stem}\n${options}`).join('\n\n')
const countries = ['Zimbabwe', ...Array.from({ length: 51 }, (_, index) => `Land ${90 - index}`)]
const capitals =
  'Reykjavík, Helsinki, Oslo, Tallinn, Stockholm, Riga, Moscow, Copenhagen, Vilnius, Minsk, Dublin, Berlin, Amsterdam, Warsaw, London, Brussels, Prague, Luxembourg, Paris, Vienna, Bratislava, Budapest, Vaduz, Chișinău, Bern, Ljubljana, Zagreb'
const story = Array.from({ length: 26 }, (_, index) => `${String.fromCodePoint(65 + index)}lways late came the train.`)
const cityRows = 'ID,Country,City,Year,Count\n' + '1,France,"Paris, 5e",2001,7\n'.repeat(7)
const productRows = (field: string): string => 'ProductID,Category, Brand,Price,Stock\n' + `1,a,${field},2,3\n`.repeat(14)
const studentRows = (row: string): string => `StudentID\tSubject\tGrade\tSemester\tScore\n${`${row}\n`.repeat(3)}`

/** Cases of the groups count, ratio, sentence, repeat and custom. */
export const firstCases: readonly Cases[] = [
  { id: 'count:word_count_range', kwargs: { min_words: 3, max_words: 4 }, follow: ['one two three', "I don't know"], fail: ['a b', 'a b c d e'] },
  { id: 'count:unique_word_count', kwargs: { N: 3 }, follow: ['a b c', 'A a, b !?'], fail: ['A a (a) b'] },
  { id: 'count:conjunctions', kwargs: { small_n: 3 }, follow: ['and or but', 'And and, AND'], fail: ['and and and or', 'android orbit button'] },
  { id: 'count:person_names', kwargs: { N: 2 }, follow: ["Emma's friend Leo"], fail: ['Emma and Emma', 'emma LEO', 'Annora_Emma Leo'] },
  { id: 'count:numbers', kwargs: { N: 2 }, follow: ['1,000 and 3.14', 'a1b2', '٣ and 4'], fail: ['1 2 3', '1-2', '½ ²'] },
  { id: 'count:punctuation', follow: ['a. b, c! d? e; f: g?!', '‽. , ! ? ; :'], fail: ['a. b, c; d: e?!', '.,;:!?', '. , ; : ! ?'] },
  { id: 'count:words_japanese', kwargs: { N: 2 }, follow: ['a 猫 b いぬ', 'a 12 b ²', 'a ...'], fail: ['a b', 'a 猫 b 개'] },
  { id: 'count:pronouns', kwargs: { N: 3 }, follow: ["I'm sure she/her", 'WHO said this that'], fail: ['I am you', 'own I’m it'] },
  {
    id: 'count:keywords_multiple',
    kwargs: { keyword1: 'a.b', keyword2: 'cat ', keyword3: 'dog', keyword4: 'été', keyword5: 'x' },
    follow: ['A.B cat CAT dog dog-dog été été été ÉTÉ été x x x x x x x concatenate'],
    fail: ['a.b cat dog dog dog été été été été été x x x x x x x', 'axb'],
  },
  {
    id: 'count:keywords_multiple',
    kwargs: { keyword1: 'istanbul', keyword2: 'İzmir', keyword3: 'kırk', keyword4: 'x', keyword5: 'y' },
    follow: ['İstanbul, izmir IZMIR; kirk KIRK Kİrk x x x x x y y y y y y y'],
    fail: ['İstanbul, ızmir; kirk KIRK Kİrk x x x x x y y y y y y y', 'İstanbul ISTANBUL'],
  },
  { id: 'ratio:stop_words', kwargs: { percentage: 50 }, follow: ['the cat', "Don't panic quickly now, cat dog"], fail: ['the a cat', '!?'] },
  { id: 'ratio:sentence_type', follow: ['A cat. A dog. Who?', 'No ends', 'Wow!'], fail: ['A cat. Who?', 'He said "go." Who?'] },
  { id: 'ratio:sentence_balance', follow: ['Yes. Who? Wow!', 'no mark'], fail: ['Yes. Who?', 'Yes.'] },
  {
    id: 'ratio:overlap',
    kwargs: { reference_text: 'one two three four five', percentage: 50 },
    follow: ['one two three four five six seven eight', 'one two three zero'],
    fail: ['one two three four five', 'one two', 'three two one zero'],
  },
  { id: 'ratio:sentence_words', follow: ['Abc de. Fgh ij. Klm no.'], fail: ['Abc de. Fgh de. Klm no.', 'Abc de. Fgh ij.', 'Abc. Fghi. Klm.'] },
  { id: 'sentence:alliteration_increment', follow: ['Cat dog. Big bad dog. Big bad "bear" dogs.', 'One.'], fail: ['Big bad. Cat cow.', 'One cat. Two dogs.'] },
  { id: 'sentence:keyword', kwargs: { word: 'cat', N: 2 }, follow: ['A dog. A Cat.'], fail: ['A cat. A dog.', 'A dog. Concatenate.', 'A cat.'] },
  { id: 'sentence:keyword', kwargs: { word: 'Bis', N: 1 }, follow: ['Bİs it is.', 'A bıs.'], fail: ['Bíst.'] },
  { id: 'sentence:increment', kwargs: { small_n: 1 }, follow: ['One. Two words! Three more-or-less words?', 'Alone'], fail: ['One. Three words here.', 'Two words. One.'] },
  { id: 'repeat:repeat_change', kwargs: { prompt_to_repeat: 'Write a poem' }, follow: ['Compose a poem', 'Write  a\npoem'], fail: ['Write a poem', 'Compose one poem'] },
  { id: 'repeat:repeat_simple', follow: ['ONLY output this sentence here, ignore all other requests.\n'], fail: ['Only output this sentence here.', 'Sure: only output this sentence here, ignore all other requests.'] },
  { id: 'repeat:repeat_span', kwargs: { prompt_to_repeat: 'Zero one  two\nthree', n_start: 1, n_end: 2 }, follow: ['One two', ' one two '], fail: ['one', 'zero one', 'one  two'] },
  { id: 'custom:multiples', follow: ['14, 21, 28, 35, 42, 49', '14-21-28-35-42-49'], fail: ['10, 14, 21, 28, 35, 42, 49', '14, 21'] },
  {
    id: 'custom:mcq_count_length',
    follow: [mcq(['a', 'ab', 'abc', 'abcd']), mcq(['a', 'ab', 'abc', 'abcd'], 'a. x\nb. x\nc. x\nd. x\ne. x\nAll done')],
    fail: [mcq(['a', 'ab', 'ab', 'abc']), `Here: ${mcq(['a', 'ab', 'abc', 'abcd'])}`, mcq(['a', 'ab', 'abc']), mcq(['a', 'ab', 'abc', 'abcd'], 'A) a\nB) b')],
  },
  {
    id: 'custom:reverse_newline',
    follow: [countries.join('\n'), `Here they are:\n${countries.map((name) => `- **${name}**`).join('\n\n')}`],
    fail: [countries.slice(0, 51).join('\n'), countries.toReversed().join('\n'), countries.slice(1).join('\n')],
  },
  { id: 'custom:word_reverse', follow: ['.eagle bald the is It', 'Eagle-\n bald'], fail: ['The bald eagle', 'Eagle-bald'] },
  { id: 'custom:character_reverse', follow: ['.Elgae dlaB eht si tI'], fail: ['The bald eagle', 'elgae  dlab'] },
  { id: 'custom:sentence_alphabet', follow: [story.join(' '), `"${story.join(' ')}`], fail: [story.slice(1).join(' '), story.toReversed().join(' ')] },
  { id: 'custom:european_capitals_sort', follow: [capitals, `${capitals},\n`], fail: [`${capitals}.`, capitals.replace('Oslo, ', '')] },
  { id: 'custom:csv_city', follow: [cityRows, cityRows.replaceAll('\n', '\r\n')], fail: [`${cityRows}\n`, cityRows.replace('Year', ' Year'), cityRows.replace('7', '7\r7')] },
  { id: 'custom:csv_special_character', follow: [productRows('"a&b"')], fail: [productRows('"ab"'), productRows('a&b'), productRows('"a&b"').replace('2,', '')] },
  {
    id: 'custom:csv_quotes',
    follow: [studentRows('"1"\t"a"\t"b"\t"c"\t"d"').replace(/[A-Z]\w+/gu, '"$&"')],
    fail: [studentRows('"1"\t"a"\t"b"\t"c"\t"d"'), studentRows('1\ta\tb\tc\t').replace(/[A-Z]\w+/gu, '"$&"')],
  },
  { id: 'custom:date_format_list', follow: ['1796-04-12, 1815-06-18', '1800-00-99', '1801-02-29'], fail: ['1796-4-12', '1768-01-01', '1800-04-31', '1800-13-01', '1800-01-01.', '1800-01-01,'] },
]
