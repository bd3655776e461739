import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { askedAlready, besideInstruction } from '#lib/compose/asked-already.ts'
import { officialCounterparts } from '#lib/constraints/official/counterparts.ts'

describe('askedAlready', () => {
  it.each([
    ['Describe the culture of the US in three paragraphs.', 'pincer:paragraph_count', { min: 3, max: 3 }],
    ['Write a 5-paragraph essay about rain.', 'pincer:paragraph_count', { min: 5, max: 5 }],
    ['In 100 words or less, describe a robot.', 'pincer:word_count', { max: 100 }],
    ['Write an essay of 500 words on the sea.', 'pincer:word_count', { around: 500 }],
    ['Summarise the article in 6 to 8 sentences.', 'pincer:sentence_count', { min: 6, max: 8 }],
    ['Describe thunder in one word.', 'pincer:word_count', { min: 1, max: 1 }],
    ['Write a poem. Do not use any commas.', 'pincer:punctuation_absent', { mark: 'comma' }],
    ['Write a 300+ word summary of the page.', 'pincer:word_count', { min: 300 }],
    ['Write a short story between 30 to 50 words.', 'pincer:word_count', { min: 30, max: 50 }],
    ['Write a 3-5 sentence description of the painting.', 'pincer:sentence_count', { min: 3, max: 5 }],
    ['Write a song about miniatures that contains 20 to 25 sentences.', 'pincer:sentence_count', { min: 20, max: 25 }],
    ['Write a story that does not exceed 120 words.', 'pincer:word_count', { max: 120 }],
    ['Write a list of the top 10 facts about the UK without using commas.', 'pincer:punctuation_absent', { mark: 'comma' }],
    ['Write a post about a market. Do not include keywords \'flea\' and \'JSON\' in the response.', 'pincer:forbidden_words', { words: ['flea', 'JSON'] }],
    ['Rewrite this sentence without using the phrase "very hard".', 'pincer:forbidden_words', { words: ['very hard'] }],
    ['Write a haiku. It should include the phrase "singing is life" and be cheerful.', 'pincer:keywords', { keywords: ['singing is life'] }],
  ])('reads %s', (instruction, id, kwargs) => {
    expect(askedAlready(instruction)).toEqual([expect.objectContaining({ id, kwargs })])
  })

  it.each([
    'Summarise the three paragraphs below.',
    'The essay had five paragraphs, and nobody read it.',
    'How many words are in this sentence?',
    'Write a song with 3 verses.',
    'Write a paragraph about someone who is over 80 years old.',
    'Add at least five similes to the following sentence: The leaves flew.',
    'Use at least 20 words that rhyme.',
    'Explain the use of the word "superfluous".',
    'Include the word "sea" in the title.',
    'Write a poem in which each sentence has less than 10 words.',
    'Explain what "in two sentences" means.',
    'Write two versions, one in 50 words and one in 100 words.',
    `Use at most 50 words.${' And so on.'.repeat(300)}`,
  ])('leaves alone what is in doubt: %s', (instruction) => expect(askedAlready(instruction)).toEqual([]))
})

describe('besideInstruction', () => {
  const paragraphs = (min: number, max: number) => ({ checker: { id: 'pincer:paragraph_count', kwargs: { min, max } } })
  const told = (instruction: string, constraint: { checker: { id: string; kwargs: object } | null }) => besideInstruction([constraint], [instruction]).leftOut[0]?.reason ?? null

  it('leaves out what the instruction asks otherwise, and what it asks already', () => {
    const instruction = 'Write an essay in 3 paragraphs.'
    expect(told(instruction, paragraphs(5, 5))).toBe('against the instruction')
    expect(told(instruction, paragraphs(3, 3))).toBe('said by the instruction')
    expect(told(instruction, paragraphs(1, 4))).toBe('said by the instruction')
    expect(told('Write an essay in at most 5 paragraphs.', paragraphs(3, 3))).toBeNull()
    expect(told(instruction, { checker: { id: 'pincer:punctuation_absent', kwargs: { mark: 'comma' } } })).toBeNull()
    expect(told(instruction, { checker: null })).toBeNull()
  })

  it('heeds every wording that the prompt may have', () => {
    expect(besideInstruction([paragraphs(5, 5)], ['Write an essay.', 'Write an essay in 3 paragraphs.']).stated).toEqual([])
    expect(besideInstruction([paragraphs(5, 5)], ['Write an essay.']).stated).toHaveLength(1)
  })
})

const folder = process.env.PINCER_REFERENCE_DATA
if (!folder) process.stderr.write("What IFEval's prompts ask for is not read: PINCER_REFERENCE_DATA is not set\n")

it.skipIf(!folder)("reads of IFEval's prompts what their authors say that they ask for", () => {
  const rows: { prompt: string; instruction_id_list: string[] }[] = readFileSync(join(folder ?? '', 'ifeval', 'input_data.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line))
  let [right, wrong] = [0, 0]
  for (const { prompt, instruction_id_list: ids } of rows) {
    for (const demand of askedAlready(prompt)) {
      const families = officialCounterparts({ id: demand.id, kwargs: z.record(z.string(), z.unknown()).parse(demand.kwargs) }).map(({ id }) => id)
      // Of kinds that IFEval has a word for.
      if (families.length === 0) continue
      if (families.every((id) => ids.includes(id))) right++
      else wrong++
    }
  }
  expect(right).toBeGreaterThan(80)
  expect(wrong / (right + wrong)).toBeLessThan(0.1)
})
