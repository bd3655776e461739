/**
 * How far a verdict can be relied on outside of the benchmark: A means what the instruction says, safe to mine and to teach;
 * B mostly does, a person should look; C is kept only to reproduce the benchmark.
 */
export type Grade = 'A' | 'B' | 'C'

const idsByGrade: Readonly<Record<Grade, string>> = {
  A: `count:word_count_range count:unique_word_count count:person_names count:keywords_multiple words:alphabet words:vowel
    words:consonants words:palindrome words:prime_lengths words:repeats words:no_consecutive words:words_position
    words:keywords_specific_position sentence:keyword sentence:increment format:options format:newline format:parentheses
    format:no_whitespace repeat:repeat_simple repeat:repeat_span custom:csv_city custom:csv_quotes custom:sentence_alphabet`,
  B: `count:conjunctions count:numbers count:punctuation count:pronouns count:words_japanese ratio:stop_words ratio:overlap
    ratio:sentence_words words:last_first words:paragraph_last_first sentence:alliteration_increment format:emoji format:title_case
    format:no_bullets_bullets format:line_indent format:output_template format:quotes repeat:repeat_change custom:multiples
    custom:mcq_count_length custom:reverse_newline custom:european_capitals_sort custom:csv_special_character
    custom:date_format_list`,
  C: `ratio:sentence_type ratio:sentence_balance words:start_verb words:odd_even_syllables format:quote_unquote format:list
    format:thesis format:sub-bullets custom:word_reverse custom:character_reverse`,
}

/** The grade of each of IFBench's instructions, by id. */
export const ifbenchGrades: ReadonlyMap<string, Grade> = new Map(
  (['A', 'B', 'C'] as const).flatMap((grade) => idsByGrade[grade].split(/\s+/u).map((id): [string, Grade] => [id, grade])),
)
