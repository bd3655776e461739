import { mapRawType } from '#lib/constraints/index.ts'
import { targetMix } from '#lib/datasets/contract.ts'

/** How often each type is wanted; shares add up to 1. */
interface TargetMix {
  key: string
  label: string
  shares: Readonly<Record<string, number>>
}

/** How many of IFEval's 834 instructions are of which kind (arXiv 2311.07911, the 541 prompts as published). */
const ifeval: Readonly<Record<string, number>> = {
  'keywords:existence': 39, 'keywords:frequency': 42, 'keywords:forbidden_words': 49, 'keywords:letter_frequency': 33, 'language:response_language': 31,
  'length_constraints:number_sentences': 52, 'length_constraints:number_paragraphs': 27, 'length_constraints:number_words': 52,
  'length_constraints:nth_paragraph_first_word': 12, 'detectable_content:number_placeholders': 27, 'detectable_content:postscript': 26,
  'detectable_format:number_bullet_lists': 31, 'detectable_format:constrained_response': 10, 'detectable_format:number_highlighted_sections': 48,
  'detectable_format:multiple_sections': 14, 'detectable_format:json_format': 17, 'detectable_format:title': 37, 'combination:two_responses': 24,
  'combination:repeat_prompt': 41, 'startend:end_checker': 26, 'startend:quotation': 41, 'change_case:capital_word_frequency': 25,
  'change_case:english_capital': 25, 'change_case:english_lowercase': 39, 'punctuation:no_comma': 66,
}

/** The names that occur twice or more among the 263 constraints of the 20 records that Crab's authors published. */
const crab: Readonly<Record<string, number>> = {
  Digit: 20, Sentence: 20, Word: 20, Desired_Writing_Style: 19, Semantic_elements: 19, Specific_Sentence: 18, Morphological_Constraints: 17, Keyword: 13,
  Hierarchical_Instructions: 15, Paragraphs_Constraints: 11, Item_Listing_Details: 8, Length_Constraints: 8, Punctuation: 7, Format_Constraints: 6,
  Tone_and_Perspective: 5, Specificity_Constraints: 5, Paragraph: 5, 'Multi-lingual_Constraints': 4, Specific_Formatting_Requirements: 3, Target_Audience: 3,
  Additional_Context: 3, Relevance_Constraints: 3, Specific_Topics_to_Cover: 2, Format_and_Structure: 2, Specific_Keywords: 2, Response_Length: 2,
  Objectivity_Constraints: 2, Key_Term_Inclusion: 2,
}

/** The mixes of types that a dataset can be held against. */
export const targetMixes: readonly TargetMix[] = [
  { key: 'crab', label: 'Crab', shares: sharesOf(crab) },
  { key: 'ifeval', label: 'IFEval', shares: sharesOf(ifeval) },
]

/** Weights of a dataset's own mix by type; what cannot be read is empty. */
export function readTargetMix(stored: unknown): Record<string, number> {
  return targetMix.catch({}).parse(stored)
}

/** The share of each type that is wanted by a dataset's own mix; by Crab's where it has none. */
export function sharesOfMix(own: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const shares = normalised(own)
  return Object.keys(shares).length === 0 ? (targetMixes[0]?.shares ?? {}) : shares
}

/** Shares of their sum; none where that is nothing. */
export function normalised(weights: Readonly<Record<string, number>>): Record<string, number> {
  const sum = Object.values(weights).reduce((all, weight) => all + weight, 0)
  return sum === 0 ? {} : Object.fromEntries(Object.entries(weights).map(([type, weight]) => [type, weight / sum]))
}

function sharesOf(counts: Readonly<Record<string, number>>): Record<string, number> {
  const shares: Record<string, number> = {}
  for (const [name, share] of Object.entries(normalised(counts))) {
    const type = mapRawType(name)
    shares[type] = (shares[type] ?? 0) + share
  }
  return shares
}
