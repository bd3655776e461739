import { entry, type VocabularyEntry } from './entry.ts'

/** How long the response or its parts are. */
export const lengthTypes: readonly VocabularyEntry[] = [
  entry('length.words', {
    label: 'Length in words',
    definition: 'How many words the whole response has.',
    examples: ['Your answer should be no more than 150 words long.', 'Write between 80 and 120 words.', 'Keep the response to roughly 200 words.'],
    checkers: ['pincer:word_count'],
    benchmarks: ['length_constraints:number_words', 'count:word_count_range'],
    crab: ['Digit', 'Response_Length', 'Length_Constraints', 'Length_and_Brevity'],
    cello: ['count limit'],
  }),
  entry('length.sentences', {
    label: 'Number of sentences',
    definition: 'How many sentences the response has.',
    examples: ['Answer in exactly three sentences.', 'Your response should contain at least 5 sentences.'],
    checkers: ['pincer:sentence_count'],
    benchmarks: ['length_constraints:number_sentences'],
    aliases: ['Sentence_Count'],
    cello: ['count limit'],
  }),
  entry('length.paragraphs', {
    label: 'Number of paragraphs',
    definition: 'How many paragraphs of prose the response has.',
    examples: ['Write exactly four paragraphs.', 'Use no more than 3 paragraphs.'],
    checkers: ['pincer:paragraph_count'],
    crab: ['Paragraphs_Constraints'],
    aliases: ['Paragraph_Count'],
  }),
  entry('length.paragraph-sentences', {
    label: 'Sentences per paragraph',
    definition: 'How many sentences a paragraph may have.',
    examples: ['No paragraph should have more than 3 sentences.', 'Hold each paragraph to a strict maximum of 4 sentences.'],
    checkers: ['pincer:paragraph_sentences'],
    crab: ['Paragraph'],
  }),
  entry('length.sentence-words', {
    label: 'Words per sentence',
    definition: 'How many words a sentence may have.',
    examples: ['Keep each sentence under 30 words.', 'The average sentence length should be at most 15 words.'],
    checkers: ['pincer:sentence_words', 'pincer:average_sentence_words'],
    crab: ['Sentence'],
  }),
  entry('length.sentence-relation', {
    label: 'Sentences by length',
    definition: 'How the lengths of sentences compare: all equal, or each longer than the one before.',
    examples: ['Each sentence must have exactly two more words than the one before it.', 'All three sentences should have the same number of characters.'],
    benchmarks: ['sentence:increment', 'ratio:sentence_words'],
  }),
  entry('length.paragraph-words', {
    label: 'Words per paragraph',
    definition: 'How many words a paragraph may have.',
    examples: ['Each paragraph must have at most 60 words.', 'Use at least 40 words per paragraph.'],
    checkers: ['pincer:paragraph_words'],
  }),
  entry('length.characters', {
    label: 'Length in characters',
    definition: 'How many characters the whole response has.',
    examples: ['The response must be at most 280 characters long.', 'Write at least 500 characters.'],
    checkers: ['pincer:character_count'],
    aliases: ['Character_Count'],
    cello: ['count limit'],
  }),
  entry('length.word-size', {
    label: 'Characters per word',
    definition: 'How long a word may or must be.',
    examples: ['Use no word longer than 8 characters.', 'Every word must have at least 3 letters.'],
    checkers: ['pincer:word_size'],
    benchmarks: ['words:prime_lengths'],
    crab: ['Word'],
  }),
  entry('length.lines', {
    label: 'Number of lines',
    definition: 'How many lines the response has.',
    examples: ['Write exactly 14 lines.', 'Your answer should have at most 5 lines.'],
    checkers: ['pincer:line_count'],
  }),
]
