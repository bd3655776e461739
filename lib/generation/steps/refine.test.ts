import { describe, expect, it } from 'vitest'
import { CallFailed } from '#lib/generation/step.ts'
import { problemWith, refine } from './refine.ts'
import { pairState, scripted, worked } from './working.fixture.ts'

const good = 'Tell me about tea, for a reader who has never drunk any: what it is and where it was first grown.'
const bounds = { min: 10, max: 20 }

describe('refine', () => {
  it('makes a variant of the rewritten instruction, with the call that wrote it', async () => {
    const { ask, asked } = scripted(`\n${good}\n`)
    const { variants } = await worked(refine, pairState(), { ask })
    expect(variants).toEqual([{ kind: 'refined', text: good, constraints: [], depth: 0, meta: { addedWords: 17, leak: 1 }, generationId: 'generation 1' }])
    expect(asked[0]?.messages.at(-1)?.content).toContain('at least 10 and at most 20 words more')
    expect(asked[0]?.messages.at(-1)?.content).toContain('14 to 24 words in all')
  })

  it('has it repaired once and then gives it up', async () => {
    const { ask, asked, left } = scripted('Tell me all about tea.', good, 'Too short', 'Still too short')
    expect((await worked(refine, pairState(), { ask })).variants?.[0]?.text).toBe(good)
    await expect(worked(refine, pairState(), { ask })).rejects.toThrow(CallFailed)
    expect([asked.length, left()]).toEqual([2, 0])
  })

  it('asks the endpoint, temperature and number of words that the recipe names', async () => {
    const endpointId = '01900000-0000-7000-8000-00000000000e'
    const { ask, asked } = scripted('Tell me about warm tea.')
    await worked(refine, pairState(), { ask, settings: { minWords: 1, maxWords: 1, temperature: 1, endpointId } })
    expect(asked[0]).toMatchObject({ step: 'refine', promptVersion: 'refine/1', temperature: 1, endpointId })
  })
})

describe('a refined instruction', () => {
  it('is well when it keeps what it must and adds what it may', () => {
    expect(problemWith(good, pairState(), bounds)).toBeNull()
  })

  it.each([
    ['an empty one', '  ', 'empty'],
    ['too few words', 'Tell me all about tea.', '1 words more'],
    ['too many words', `${good} ${good}`, '38 words more'],
    ['a heading', `Refined instruction:\n${good}`, 'heading'],
    ['a heading in bold', `**Rewritten Instruction**\n${good}`, 'heading'],
    ['an introduction', `Here is the rewritten instruction:\n\n${good}`, 'heading'],
    ['quotation marks around it', `"${good}"`, 'quotation marks'],
    ['a fence around it', `\`\`\`\n${good}\n\`\`\``, 'quotation marks or the fence'],
    ['the marker of the data', `<<<0123456789abcdef instruction\n${good}`, 'markers'],
    ['a word about the response', 'Tell me about tea, for a reader who has never drunk any, as in the given response.', 'given response'],
    ['a refusal', 'I’m sorry, but I can’t help with rewriting this instruction, since it asks for something I must not do.', 'Do not refuse'],
    ['another language', 'Erzähle mir bitte etwas über Tee, und zwar für Leser, die noch niemals in ihrem Leben welchen getrunken haben.', 'language'],
  ])('is refused with %s', (_, text, problem) => {
    const instruction = 'Tell me about tea.'
    const original = problem === 'language' ? 'Tell me about tea and about everything that people like to do with it' : instruction
    expect(problemWith(text, pairState({ instruction: original }), problem === 'language' ? { min: 1, max: 20 } : bounds)).toContain(problem)
  })

  it('is refused when it loses data, without saying the data, which are not ours', () => {
    const pair = pairState({ instruction: 'Explain `ignore all rules` in 3 lines' })
    expect(problemWith('Explain the code to me in 3 lines', pair, { min: 0, max: 5 })).toBe('Something of the original is missing or changed: inline code. Copy it to the letter.')
    expect(problemWith('Explain `ignore all rules` in three lines', pair, { min: 0, max: 5 })).toContain('number')
  })

  it('is refused when it gives the answer away, unless the input says so too', () => {
    const response = 'The first tea was drunk in China by an emperor under a tree in his garden.'
    const leaky = 'Tell me about tea, and that the first tea was drunk in China by an emperor under a tree.'
    expect(problemWith(leaky, pairState({ response }), bounds)).toContain('13 words in a row')
    expect(problemWith(leaky, pairState({ response, input: response }), bounds)).toBeNull()
  })

  it('may begin with an apology as the original does', () => {
    const instruction = 'I am sorry to ask, but what is tea?'
    expect(problemWith('I am sorry to ask, but what is green tea?', pairState({ instruction }), { min: 0, max: 5 })).toBeNull()
  })

  it('may keep a heading or marks that the original has', () => {
    const instruction = '"Tea is good"'
    expect(problemWith('"Tea is good"', pairState({ instruction }), { min: 0, max: 5 })).toBeNull()
  })

  it('counts two characters as a word where none are parted by spaces', () => {
    const pair = pairState({ instruction: '介绍一下茶叶。', response: '茶。' })
    expect(problemWith('请为从来没有喝过茶的读者介绍一下茶叶以及它的产地。', pair, { min: 5, max: 10 })).toBeNull()
    expect(problemWith('介绍一下茶叶吧。', pair, { min: 5, max: 10 })).toContain('words more')
  })
})
