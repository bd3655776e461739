import { entry, type VocabularyEntry } from './entry.ts'

/** How the response sounds, whom it is for and what it says. */
export const styleTypes: readonly VocabularyEntry[] = [
  entry('style.sentence-kind', {
    label: 'Kinds of sentences',
    definition: 'Questions and exclamations.',
    examples: ['Ask at least 2 questions.', 'Do not use any exclamations.'],
    checkers: ['pincer:question_count', 'pincer:exclamation_count'],
    benchmarks: ['ratio:sentence_type', 'ratio:sentence_balance'],
  }),
  entry('style.sentence-openings', {
    label: 'How sentences start',
    definition: 'The words that sentences start with.',
    examples: ['Start every sentence with a different word.'],
    checkers: ['pincer:sentence_openings'],
    benchmarks: ['custom:sentence_alphabet'],
  }),
  entry('style.contractions', {
    label: 'Contractions',
    definition: 'Short forms such as "don\'t".',
    examples: ['Do not use any contractions.', 'Use at least 3 contractions.'],
    checkers: ['pincer:contraction_count'],
  }),
  entry('style.person', {
    label: 'Person',
    definition: 'Whether the writer speaks of himself, or to the reader.',
    examples: ['Do not write in the first person.', 'Address the reader as "you".'],
    checkers: ['pincer:first_person_count', 'pincer:second_person_count'],
    aliases: ['Point_of_View'],
  }),
  entry('style.tense', {
    label: 'Tense',
    definition: 'Whether it is told in the past or in the present.',
    examples: ['Write in the past tense.', 'Tell the story in the present tense.'],
    checkers: ['pincer:tense'],
    aliases: ['Verb_Tense'],
  }),
  entry('style.reading-level', {
    label: 'Reading level',
    definition: 'How many years of school a reader needs.',
    examples: ['The Flesch-Kincaid grade level should be at most 8.'],
    checkers: ['pincer:reading_level'],
    aliases: ['Readability'],
  }),
  entry('style.tone', {
    label: 'Style and tone',
    definition: 'How it should sound, and from whose point of view.',
    examples: ['Write in a warm and encouraging tone.', 'Stay neutral and objective.'],
    crab: ['Desired_Writing_Style', 'Tone_and_Perspective', 'Tone_and_Perspective_Constraints', 'Tone_and_Emotional_Appeal', 'Tone_Constraints', 'Objectivity_Constraints'],
  }),
  entry('audience.target', {
    label: 'Audience',
    definition: 'Whom the response is for.',
    examples: ['Explain it so that a ten-year-old understands it.', 'Write for experienced nurses.'],
    crab: ['Target_Audience'],
  }),
  entry('semantics.topic', {
    label: 'Content',
    definition: 'What the response must be about or cover.',
    examples: ['Cover both the causes and the consequences.', 'Mention how the war ended.'],
    crab: [
      'Semantic_elements', 'Specific_Topics_to_Cover', 'Key_Concepts_to_Emphasize', 'Relevance_Constraints', 'Relevance_and_Context', 'Contextual_Constraints',
      'Contextual_Relevance_Constraints', 'Additional_Context', 'Domain_Knowledge_Requirements', 'Domain_Knowledge_Constraints',
    ],
    cello: ['input-dependent query'],
  }),
  entry('semantics.specificity', {
    label: 'Detail',
    definition: 'How specific or detailed the response must be.',
    examples: ['Give a concrete example for every claim.'],
    crab: ['Specificity_Constraints', 'Specificity_Constraint'],
  }),
  entry('semantics.answer', {
    label: 'A certain answer',
    definition: 'Certain facts or numbers, all of them and in the order asked for.',
    examples: ['Count from 10 to 50 and print only the multiples of 7.', 'List the countries of Africa in reverse alphabetical order.'],
    benchmarks: ['custom:multiples', 'custom:reverse_newline', 'custom:european_capitals_sort'],
  }),
  entry('prohibition.content', {
    label: 'Prohibitions',
    definition: 'What the response must not do or say.',
    examples: ['Do not give medical advice.', 'Leave the ending open.'],
    crab: ['Morphological_Constraints'],
  }),
  entry('unmapped', { label: 'Not mapped', definition: 'A type that the vocabulary does not know; a person should map it.', examples: [] }),
]
