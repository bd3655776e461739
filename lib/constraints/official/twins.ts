import type { InstructionKwargs } from './instruction.ts'

/** A checker of ours with its kwargs. */
export interface Twin {
  id: string
  kwargs: Record<string, unknown>
}

/**
 * What a benchmark's instruction means, said by checkers of ours, all of which must hold: the words "write a title" and not the regular
 * expression that the benchmark looks for. None where no checker of ours means it.
 */
export function soundTwins(id: string, kwargs: InstructionKwargs): Twin[] {
  return twins[id]?.(kwargs) ?? []
}

type OfKwargs = (kwargs: InstructionKwargs) => Twin[]

const twins: Readonly<Record<string, OfKwargs>> = {
  'keywords:existence': ({ keywords }) => [{ id: 'pincer:keywords', kwargs: { keywords } }],
  'keywords:forbidden_words': ({ forbidden_words: words }) => [{ id: 'pincer:forbidden_words', kwargs: { words } }],
  'keywords:frequency': (kwargs) => [{ id: 'pincer:keyword_count', kwargs: { keyword: kwargs.keyword, ...related(kwargs, 'frequency', 'relation') } }],
  'keywords:letter_frequency': (kwargs) => [{ id: 'pincer:letter_count', kwargs: { letter: kwargs.letter, ...related(kwargs, 'let_frequency', 'let_relation') } }],
  'language:response_language': ({ language }) => [{ id: 'pincer:response_language', kwargs: { language } }],
  'length_constraints:number_sentences': (kwargs) => [{ id: 'pincer:sentence_count', kwargs: related(kwargs, 'num_sentences', 'relation') }],
  'length_constraints:number_words': (kwargs) => [{ id: 'pincer:word_count', kwargs: related(kwargs, 'num_words', 'relation') }],
  'length_constraints:number_paragraphs': ({ num_paragraphs: parts }) => [{ id: 'pincer:divided', kwargs: { divider: '***', parts } }],
  'length_constraints:nth_paragraph_first_word': ({ num_paragraphs: count, nth_paragraph: paragraph, first_word: word }) => [
    { id: 'pincer:paragraph_first_word', kwargs: { paragraph, word } },
    { id: 'pincer:paragraph_count', kwargs: { min: count, max: count } },
  ],
  'detectable_content:number_placeholders': ({ num_placeholders: min }) => [{ id: 'pincer:placeholder_count', kwargs: { min } }],
  'detectable_content:postscript': ({ postscript_marker: postscript }) => [{ id: 'pincer:postscript', kwargs: { postscript } }],
  'detectable_format:number_bullet_lists': ({ num_bullets: count }) => [{ id: 'pincer:bullet_count', kwargs: { min: count, max: count } }],
  'detectable_format:json_format': () => [{ id: 'pincer:json', kwargs: { json: 'any' } }],
  'detectable_format:title': () => [{ id: 'pincer:title', kwargs: { title: 'angle_brackets' } }],
  'combination:two_responses': () => [{ id: 'pincer:divided', kwargs: { divider: '******', parts: 2, different: true } }],
  'combination:repeat_prompt': ({ prompt_to_repeat: phrase }) => [{ id: 'pincer:starts_with', kwargs: { phrase } }],
  'startend:end_checker': ({ end_phrase: phrase }) => [{ id: 'pincer:ends_with', kwargs: { phrase } }],
  'startend:quotation': () => [{ id: 'pincer:wrapped', kwargs: { wrapped: 'double_quotes' } }],
  'change_case:capital_word_frequency': (kwargs) => [{ id: 'pincer:capital_word_count', kwargs: related(kwargs, 'capital_frequency', 'capital_relation') }],
  'change_case:english_capital': () => [{ id: 'pincer:letter_case', kwargs: { case: 'upper' } }, { id: 'pincer:response_language', kwargs: { language: 'en' } }],
  'change_case:english_lowercase': () => [{ id: 'pincer:letter_case', kwargs: { case: 'lower' } }, { id: 'pincer:response_language', kwargs: { language: 'en' } }],
  'punctuation:no_comma': () => [{ id: 'pincer:punctuation_absent', kwargs: { mark: 'comma' } }],
  'count:word_count_range': ({ min_words: min, max_words: max }) => [{ id: 'pincer:word_count', kwargs: { min, max } }],
  'count:unique_word_count': ({ N: min }) => [{ id: 'pincer:unique_word_count', kwargs: { min } }],
  'count:numbers': ({ N: count }) => [{ id: 'pincer:number_count', kwargs: { min: count, max: count } }],
  'words:repeats': ({ small_n: max }) => [{ id: 'pincer:word_repeats', kwargs: { max } }],
  'format:no_whitespace': () => [{ id: 'pincer:whitespace_count', kwargs: { max: 0 } }],
}

/** "at least n" and "less than n" as bounds. */
function related(kwargs: InstructionKwargs, count: string, relation: string): Record<string, unknown> {
  const limit = kwargs[count]
  if (typeof limit !== 'number') return {}
  return kwargs[relation] === 'less than' ? { max: limit - 1 } : { min: limit }
}
