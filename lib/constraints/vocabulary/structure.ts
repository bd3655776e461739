import { entry, type VocabularyEntry } from './entry.ts'

/** What stands where, and in which language. */
export const structureTypes: readonly VocabularyEntry[] = [
  entry('structure.order', {
    label: 'Order and hierarchy',
    definition: 'What comes first, and what weighs more.',
    examples: ['Give the answer first and the reasons after it.', 'Follow every quotation with an explanation of your own.'],
    benchmarks: ['format:quote_unquote'],
    crab: ['Hierarchical_Instructions'],
  }),
  entry('structure.divider', {
    label: 'Dividers',
    definition: 'What separates the parts of the response.',
    examples: ['Separate the paragraphs with the divider ***', 'Give two different responses, separated by ******'],
    checkers: ['pincer:divided'],
    benchmarks: ['length_constraints:number_paragraphs', 'combination:two_responses'],
  }),
  entry('structure.lines', {
    label: 'Layout of lines',
    definition: 'What each line holds and how far it is indented.',
    examples: ['Write each word on a new line.', 'Indent each line further than the one before it.'],
    benchmarks: ['format:newline', 'format:line_indent'],
  }),
  entry('structure.template', {
    label: 'Template',
    definition: 'Labels or a form that the response has to fill in.',
    examples: ['Use this template: "My Answer: [answer] My Conclusion: [conclusion]".'],
    benchmarks: ['format:output_template'],
  }),
  entry('position.sentence', {
    label: 'A sentence at a place',
    definition: 'A phrase or sentence at the start, the end or another place.',
    examples: ['The first sentence must be "Rivers never sleep."'],
    checkers: ['pincer:sentence_at'],
    crab: ['Specific_Sentence', 'Conclusion_Requirements'],
  }),
  entry('position.word', {
    label: 'A word at a place',
    definition: 'A word that a certain sentence, or a certain place, must hold.',
    examples: ['The second word of the third sentence must be "tide".'],
    benchmarks: ['sentence:keyword', 'words:keywords_specific_position', 'words:words_position'],
  }),
  entry('position.start', {
    label: 'How it starts',
    definition: 'The words that the response begins with.',
    examples: ['Start your response with the phrase "Of course".', 'Your answer must begin with the word "Indeed".'],
    checkers: ['pincer:starts_with', 'pincer:first_word'],
    benchmarks: ['combination:repeat_prompt', 'words:start_verb'],
  }),
  entry('position.end', {
    label: 'How it ends',
    definition: 'The words or the mark that the response ends with.',
    examples: ['End your answer with the phrase "That is all."', 'End your response with a question mark.', 'Add a postscript starting with "P.S." at the end.'],
    checkers: ['pincer:ends_with', 'pincer:ending_mark', 'pincer:postscript'],
    benchmarks: ['startend:end_checker', 'detectable_content:postscript'],
  }),
  entry('position.paragraph', {
    label: 'How a paragraph starts',
    definition: 'The first word of a paragraph.',
    examples: ['The second paragraph must start with the word "However".'],
    checkers: ['pincer:paragraph_first_word'],
    benchmarks: ['length_constraints:nth_paragraph_first_word'],
  }),
  entry('language.response', {
    label: 'Language',
    definition: 'The language, or languages, of the response.',
    examples: ['Respond in German.', 'Your entire response must be in English.'],
    checkers: ['pincer:response_language'],
    benchmarks: ['language:response_language', 'count:words_japanese'],
    crab: ['Multi-lingual_Constraints'],
    aliases: ['Language'],
  }),
]
