/** A kind of constraint: what it is about (facet), its checkers where a program can decide it, and the names that others give it. */
export interface VocabularyEntry {
  /** facet.type, the name used everywhere. */
  key: string
  facet: string
  label: string
  definition: string
  checkers: readonly string[]
  /** Names that sources use, as they write them; compared without regard to case, spaces, hyphens and underscores. */
  aliases: readonly string[]
}

const entry = (key: string, label: string, definition: string, aliases: string[] = [], checkers: string[] = []): VocabularyEntry => ({
  key,
  facet: key.split('.')[0] ?? key,
  label,
  definition,
  checkers,
  aliases,
})

/** The one list of types. Everything that names a type takes it from here. */
export const vocabulary: readonly VocabularyEntry[] = [
  entry('length.words', 'Length in words', 'How many words the whole response has.', ['Digit', 'Response_Length', 'Length_Constraints', 'Length_and_Brevity'], ['pincer:word_count']),
  entry('length.sentences', 'Number of sentences', 'How many sentences the response has.', ['Sentence_Count'], ['pincer:sentence_count']),
  entry('length.paragraphs', 'Number of paragraphs', 'How many paragraphs of prose the response has.', ['Paragraphs_Constraints', 'Paragraph_Count'], ['pincer:paragraph_count']),
  entry('length.paragraph-sentences', 'Sentences per paragraph', 'How many sentences a paragraph may have.', ['Paragraph'], ['pincer:paragraph_sentences']),
  entry('length.sentence-words', 'Words per sentence', 'How many words a sentence may have.', ['Sentence'], ['pincer:sentence_words', 'pincer:average_sentence_words']),
  entry('length.paragraph-words', 'Words per paragraph', 'How many words a paragraph may have.', [], ['pincer:paragraph_words']),
  entry('length.characters', 'Length in characters', 'How many characters the whole response has.', ['Character_Count'], ['pincer:character_count']),
  entry('length.word-size', 'Characters per word', 'How long a word may or must be.', ['Word'], ['pincer:word_size']),
  entry('length.lines', 'Number of lines', 'How many lines the response has.', [], ['pincer:line_count']),
  entry('lexical.include', 'Keywords to include', 'Words or phrases that must occur.', ['Keyword', 'Specific_Keywords', 'Specific_Keywords_to_Include', 'Key_Term_Inclusion'], ['pincer:keywords']),
  entry('lexical.exclude', 'Words to avoid', 'Words or phrases that must not occur.', ['Forbidden_Words'], ['pincer:forbidden_words']),
  entry('lexical.numbers', 'Numbers', 'Numbers written in digits.', [], ['pincer:number_count', 'pincer:digit_count']),
  entry('lexical.variety', 'Different words', 'How varied the words are.', [], ['pincer:unique_word_count', 'pincer:word_repeats']),
  entry('lexical.letters', 'Letters', 'How often a letter occurs.', ['Letter_Frequency'], ['pincer:letter_count']),
  entry('lexical.frequency', 'How often a word occurs', 'How often a word or phrase occurs.', ['Keyword_Frequency'], ['pincer:keyword_count']),
  entry('lexical.dates', 'Dates', 'Dates and how they are written.', ['Date_Format'], ['pincer:iso_date_count', 'pincer:date_count', 'pincer:date_form']),
  entry('lexical.amounts', 'Amounts', 'Amounts of money and percentages.', [], ['pincer:money_count', 'pincer:percentage_count']),
  entry('lexical.terminology', 'Terminology', 'The kind of vocabulary to use.', ['Technical_Terminology', 'Specific_Vocabulary', 'Domain_Specific_Terminology', 'Word_Choice_and_Tone']),
  entry('punctuation.absent', 'Punctuation to avoid', 'A punctuation mark that must not occur.', ['Punctuation'], ['pincer:punctuation_absent']),
  entry('format.list', 'Lists', 'List items, their markers and details.', ['Item_Listing_Details'], ['pincer:bullet_count', 'pincer:numbered_item_count', 'pincer:list_marker', 'pincer:list_item_words', 'pincer:list_only', 'pincer:numbered_sequence', 'pincer:item_start']),
  entry('format.heading', 'Headings', 'Headings and titles.', ['Headings'], ['pincer:heading_count', 'pincer:heading_case', 'pincer:heading_text', 'pincer:heading_levels', 'pincer:sections_filled']),
  entry('format.section', 'Sections', 'How many sections the response has.', ['Section_Count'], ['pincer:section_count']),
  entry('format.title', 'Title', 'A title line and how long it is.', [], ['pincer:title', 'pincer:title_words']),
  entry('format.emphasis', 'Emphasis', 'Bold or italic.', ['Key_Formatting'], ['pincer:bold_count']),
  entry('format.case', 'Capitals', 'Capital and small letters.', [], ['pincer:capital_word_count', 'pincer:letter_case', 'pincer:sentence_capitals']),
  entry('format.table', 'Tables', 'Tables, their columns and rows.', [], ['pincer:table_count', 'pincer:table_row_count', 'pincer:table_columns', 'pincer:table_column_count']),
  entry('format.quote', 'Block quotes', 'Quoted blocks.', [], ['pincer:block_quote_count']),
  entry('format.placeholder', 'Placeholders', 'Gaps left for the reader to fill, in square brackets.', [], ['pincer:placeholder_count']),
  entry('format.link', 'Links', 'Links and web addresses.', [], ['pincer:link_count']),
  entry('format.emoji', 'Emoji', 'Emoji and where they stand.', [], ['pincer:emoji_count']),
  entry('format.code', 'Code', 'Code blocks and their languages.', ['Code_Format'], ['pincer:code_block_count', 'pincer:code_language', 'pincer:code_only']),
  entry('format.json', 'JSON', 'JSON and its keys.', ['JSON_Format'], ['pincer:json', 'pincer:json_keys']),
  entry('format.csv', 'CSV', 'Comma-separated values and their columns.', ['CSV_Format'], ['pincer:csv_columns']),
  entry('format.characters', 'Characters', 'The signs that may occur at all.', [], ['pincer:non_ascii_count', 'pincer:whitespace_count']),
  entry('format.wrapped', 'Marks around it', 'Quotation marks or brackets around the whole response.', [], ['pincer:wrapped']),
  entry('format.other', 'Output format', 'Any other demand on the shape of the output.', ['Special_Output_Format', 'Specific_Formatting_Requirements', 'Format_Constraints', 'Format_and_Structure', 'Format_Requirements', 'Answer_Format']),
  entry('structure.order', 'Order and hierarchy', 'What comes first, and what weighs more.', ['Hierarchical_Instructions']),
  entry('structure.divider', 'Dividers', 'What separates the parts of the response.', [], ['pincer:divided']),
  entry('position.sentence', 'A sentence at a place', 'A phrase or sentence at the start, the end or another place.', ['Specific_Sentence', 'Conclusion_Requirements'], ['pincer:sentence_at']),
  entry('position.start', 'How it starts', 'The words that the response begins with.', [], ['pincer:starts_with', 'pincer:first_word']),
  entry('position.end', 'How it ends', 'The words or the mark that the response ends with.', [], ['pincer:ends_with', 'pincer:ending_mark', 'pincer:postscript']),
  entry('position.paragraph', 'How a paragraph starts', 'The first word of a paragraph.', [], ['pincer:paragraph_first_word']),
  entry('language.response', 'Language', 'The language, or languages, of the response.', ['Multi-lingual_Constraints', 'Language'], ['pincer:response_language']),
  entry('style.sentence-kind', 'Kinds of sentences', 'Questions and exclamations.', [], ['pincer:question_count', 'pincer:exclamation_count']),
  entry('style.sentence-openings', 'How sentences start', 'The words that sentences start with.', [], ['pincer:sentence_openings']),
  entry('style.contractions', 'Contractions', 'Short forms such as "don\'t".', [], ['pincer:contraction_count']),
  entry('style.person', 'Person', 'Whether the writer speaks of himself, or to the reader.', ['Point_of_View'], ['pincer:first_person_count', 'pincer:second_person_count']),
  entry('style.reading-level', 'Reading level', 'How many years of school a reader needs.', ['Readability'], ['pincer:reading_level']),
  entry('style.tone', 'Style and tone', 'How it should sound, and from whose point of view.', [
    'Desired_Writing_Style', 'Tone_and_Perspective', 'Tone_and_Perspective_Constraints', 'Tone_and_Emotional_Appeal', 'Tone_Constraints', 'Objectivity_Constraints',
  ]),
  entry('audience.target', 'Audience', 'Whom the response is for.', ['Target_Audience']),
  entry('semantics.topic', 'Content', 'What the response must be about or cover.', [
    'Semantic_elements', 'Specific_Topics_to_Cover', 'Key_Concepts_to_Emphasize', 'Relevance_Constraints', 'Relevance_and_Context', 'Contextual_Constraints',
    'Contextual_Relevance_Constraints', 'Additional_Context', 'Domain_Knowledge_Requirements', 'Domain_Knowledge_Constraints',
  ]),
  entry('semantics.specificity', 'Detail', 'How specific or detailed the response must be.', ['Specificity_Constraints', 'Specificity_Constraint']),
  entry('prohibition.content', 'Prohibitions', 'What the response must not do or say.', ['Morphological_Constraints']),
  entry('unmapped', 'Not mapped', 'A type that the vocabulary does not know; a person should map it.'),
]

const keyOf = new Map(vocabulary.flatMap((item) => [item.key, ...item.aliases].map((name) => [fold(name), item.key] as const)))

/** The vocabulary's type for a name that a source uses; `unmapped` when it knows none. */
export function mapRawType(raw: string): string {
  return keyOf.get(fold(raw)) ?? 'unmapped'
}

/**
 * Types that a name the vocabulary does not know may mean, the likeliest first, at most three: by the words that it shares with their names,
 * labels and aliases. For a person to choose from; nothing is mapped by likeness.
 */
export function suggestTypes(raw: string): string[] {
  const wanted = new Set(wordsOf(raw))
  const scored = vocabulary
    .filter(({ key }) => key !== 'unmapped')
    .map(({ key, label, aliases }) => {
      const known = new Set([key, label, ...aliases].flatMap(wordsOf))
      return { key, shared: [...wanted].filter((word) => known.has(word)).length }
    })
    .filter(({ shared }) => shared > 0)
  return scored.toSorted((a, b) => b.shared - a.shared).slice(0, 3).map(({ key }) => key)
}

/** Words that nearly every name of a constraint has tell nothing. */
const empty = new Set(['constraint', 'requirement', 'specific', 'the', 'of', 'and', 'to', 'a', 'in', 'for'])

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])|([A-Z]+)(?=[A-Z][a-z])/g, '$1$3 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .map((word) => word.replace(/s$/, ''))
    .filter((word) => word !== '' && !empty.has(word))
}

/** The names of Crab's six rule-made families, as its records write them. */
export const crabRuleTypes: readonly string[] = ['Digit', 'Paragraph', 'Sentence', 'Word', 'Keyword', 'Punctuation']

function fold(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '')
}
