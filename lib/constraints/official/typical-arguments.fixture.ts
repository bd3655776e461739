const argumentsOfAll: Record<string, unknown> = {
  keywords: ['river'], forbidden_words: ['very'], keyword: 'river', frequency: 2, relation: 'at least', letter: 'q', let_frequency: 1, let_relation: 'less than',
  language: 'en', num_sentences: 3, num_words: 10, num_paragraphs: 2, nth_paragraph: 1, first_word: 'rivers', num_placeholders: 1, postscript_marker: 'P.S.', num_bullets: 2,
  num_highlights: 1, section_spliter: 'Section', num_sections: 2, prompt_to_repeat: 'Describe rivers', end_phrase: 'That is all.', capital_frequency: 2, capital_relation: 'at least',
  min_words: 5, max_words: 50, N: 2, small_n: 2, percentage: 50, reference_text: 'Rivers carve valleys.', options: 'yes/no/maybe', sep: '...', word: 'river', n: 1, m: 2, n_start: 0, n_end: 1,
  keyword1: 'a', keyword2: 'b', keyword3: 'c', keyword4: 'd', keyword5: 'e',
}

/** Arguments with which an instruction of a benchmark can be decided: those of some usual ones that it names. */
export function typicalArguments(names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (name in argumentsOfAll ? [[name, argumentsOfAll[name]]] : [])))
}
