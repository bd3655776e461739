import { describe, expect, it } from 'vitest'
import { CallFailed } from '#lib/generation/step.ts'
import { evolve } from '#lib/generation/steps/evolve.ts'
import { pairState, scripted, worked } from '#lib/generation/steps/working.fixture.ts'

const instruction = 'I run a small bakery. Write a sign for the door, no longer than two lines.'
const pair = pairState({ instruction })
const parts = {
  background: [{ id: 'b1', text: 'The writer runs a small bakery.', quote: 'I run a small bakery.' }],
  objectives: [{ id: 'o1', text: 'Write a sign for the door.', quote: 'Write a sign for the door' }],
  constraints: [{ id: 'c1', text: 'The sign is no longer than two lines.', quote: 'no longer than two lines' }],
  input: null,
  domain: 'small business',
  taskType: 'short text',
}
const commas = { slot: 'constraint', text: 'Do not use any commas.', dependsOn: [] }
const proposed = { elements: [commas] }
const composed = (text: string, covered: string[]) => ({ instruction: text, covered, dropped: [] })
const one = composed('I run a small bakery. Write a sign for the door without any commas.', ['b1', 'o1', 'n1'])
const two = composed('I run a small bakery. Write a sign for the door, no longer than two lines, without any commas.', ['b1', 'o1', 'n1', 'c1'])
const settings = { method: 'tacie', rounds: 2 }
/** A judge who finds every element in one place of the instruction, and the instruction harder. */
const judged = (quote: string, ids: string[], more: object = {}) => ({
  elements: ids.map((id) => ({ id, quote, said: true })), beyond: [], reason: 'One more demand.', answerable: true, contradictory: false, earlier_difficulty: 1, difficulty: 2, compared: 'harder', ...more,
})
const kept = judged('a small bakery', one.covered)

describe('evolution by elements', () => {
  it('takes apart, proposes, chooses and puts together, a variant for each difficulty', async () => {
    const { ask, asked } = scripted(parts, proposed, one, two, kept, judged('a small bakery', two.covered))
    const { variants, ...others } = await worked(evolve, pair, { ask, settings })
    const checked = { id: 'n1', text: commas.text, type: 'punctuation.absent', checker: { id: 'pincer:punctuation_absent', kwargs: { mark: 'comma' } } }
    expect(variants).toMatchObject([
      { ref: 'difficulty 1', kind: 'evolved', text: one.instruction, constraints: [], depth: 1, level: 1, generationId: 'generation 3', meta: { method: 'tacie', domain: 'small business', added: [checked], earlier: [] } },
      { ref: 'difficulty 2', kind: 'evolved', text: two.instruction, parent: 'difficulty 1', depth: 2, level: 2, meta: { added: [{ id: 'c1', checker: null }], earlier: [checked] } },
    ])
    expect(variants?.[0]).not.toHaveProperty('parent')
    expect(variants?.[1]?.meta?.elements).toContainEqual({ id: 'c1', slot: 'constraint', text: 'The sign is no longer than two lines.', span: { start: 49, end: 73 }, dependsOn: [] })
    expect(instruction.slice(49, 73)).toBe('no longer than two lines')
    expect(others).toEqual({})
    expect(asked.map(({ promptVersion }) => promptVersion)).toEqual(['evolve-tacie-decompose/1', 'evolve-tacie-propose/1', 'evolve-tacie-recompose/1', 'evolve-tacie-recompose/1', 'evolve-tacie-judge/1', 'evolve-tacie-judge/1'])
    expect(asked[2]?.messages.at(-1)?.content).toContain('elements\nb1 (background): The writer runs a small bakery.\no1 (objective): Write a sign for the door.\nn1 (constraint): Do not use any commas.\n')
    expect(variants?.[1]?.meta?.difficulty).toEqual({ judged: 2, before: 1, reason: 'One more demand.' })
    // What was kept is what the next one has to be harder than.
    expect(asked.slice(4).map(({ messages }) => messages.at(-1)?.content)).toEqual([expect.stringContaining(`earlier instruction\n${instruction}\n`), expect.stringContaining(`earlier instruction\n${one.instruction}\n`)])
    // Two of the constraints of difficulty 2 are the instruction's; one is missing, and one is to spare.
    expect(asked[1]?.messages.at(-1)?.content).toContain('1 new background elements, 1 new objectives and 2 new constraints')
  })

  it('links what is left when a difficulty got no usable answer', async () => {
    const proposals = { elements: [commas, { slot: 'constraint', text: 'Mention the opening hours.', dependsOn: [] }, { slot: 'objective', text: 'Also write an answer for the telephone.', dependsOn: [] }] }
    const refused = new CallFailed('refused', 'no')
    const all = ['b1', 'o1', 'c1', 'n1', 'n2', 'n3']
    const { ask } = scripted(parts, proposals, refused, refused, composed(`${instruction} No commas! Mention the opening hours. Also write an answer for the telephone.`, all), judged('No commas!', all))
    const { variants } = await worked(evolve, pair, { ask, settings: { ...settings, rounds: 3 } })
    expect(variants?.map(({ level, parent, meta }) => [level, parent, Array.isArray(meta?.added) && meta.added.length])).toEqual([[3, undefined, 2]])
  })

  it.each([
    ['a quote that does not stand there', { ...parts, background: [{ id: 'b1', text: 'x', quote: 'I own a bakery.' }] }, 'to the letter'],
    ['two elements of one id', { ...parts, constraints: [{ ...parts.constraints[0], id: 'o1' }] }, 'same id'],
    ['an id of a new element', { ...parts, constraints: [{ ...parts.constraints[0], id: 'n1' }] }, 'new elements'],
    ['too little of the instruction', { ...parts, background: [], constraints: [] }, 'leave out'],
  ])('refuses parts with %s', async (_, wrong, problem) => {
    await expect(worked(evolve, pair, { ask: scripted(wrong, wrong).ask, settings })).rejects.toThrow(problem)
  })

  it.each([
    ['an id that there is not', { elements: [{ ...commas, dependsOn: ['x9'] }] }, 'no element has'],
    ['nothing but background', { elements: [{ ...commas, slot: 'background' }] }, 'objectives and constraints'],
  ])('refuses proposals with %s', async (_, wrong, problem) => {
    await expect(worked(evolve, pair, { ask: scripted(parts, wrong, wrong).ask, settings })).rejects.toThrow(problem)
  })

  it.each([
    ['an element that is not covered', { ...one, covered: ['b1', 'o1'] }, 'one of the slot constraint is not covered'],
    ['an element that is dropped', { ...one, dropped: ['o1'] }, 'one of the slot objective is not covered'],
    ['an element that is named as covered and not said', composed('I run a small bakery. Write a sign for the door, quickly.', ['b1', 'o1', 'n1']), 'does not say a listed constraint'],
    ['the instruction as it was', composed(instruction, ['b1', 'o1', 'n1']), 'the same as before'],
  ])('refuses an instruction with %s', async (_, wrong, problem) => {
    await expect(worked(evolve, pair, { ask: scripted(parts, proposed, wrong, wrong).ask, settings: { ...settings, rounds: 1 } })).rejects.toThrow(problem)
  })

  it('refuses an instruction that loses its input', async () => {
    const given = pairState({ instruction: 'Shorten this text: Tea is a warm drink from China.' })
    const withInput = { ...parts, background: [], objectives: [{ id: 'o1', text: 'Shorten this text.', quote: 'Shorten this text:' }], constraints: [], input: { quote: 'Tea is a warm drink from China.' } }
    const wrong = composed('Shorten this text without any commas.', ['o1', 'n1'])
    await expect(worked(evolve, given, { ask: scripted(withInput, proposed, wrong, wrong).ask, settings })).rejects.toThrow('The input within')
  })

  it.each([
    ['does not say all its elements', { elements: [...kept.elements.slice(0, 2), { id: 'n1', quote: '', said: false }] }],
    ['says more than its elements', { beyond: ['The sign is in French.'] }],
    ['cannot be answered', { answerable: false }],
    ['cannot be answered', { contradictory: true }],
    ['is not harder than the one before', { compared: 'alike', difficulty: 1 }],
  ])('leaves out an instruction that, says the judge, %s, and goes on from the one before it', async (problem, said) => {
    const { ask, asked } = scripted(parts, proposed, one, two, { ...kept, ...said }, judged('a small bakery', two.covered))
    const { variants } = await worked(evolve, pair, { ask, settings })
    expect(variants?.map(({ level, parent }) => [level, parent])).toEqual([[2, undefined]])
    expect(asked.at(-1)?.messages.at(-1)?.content).toContain(`earlier instruction\n${instruction}\n`)
    expect(await worked(evolve, pair, { ask: scripted(parts, proposed, one, { ...kept, ...said }).ask, settings: { ...settings, rounds: 1 } })).toEqual({ dropped: `an evolved instruction ${problem}, says the judge` })
  })

  it.each([
    ['an element that is missing', { elements: kept.elements.slice(1) }],
    ['an element that is listed twice', { elements: [...kept.elements, kept.elements[0]] }],
    ['a quote that does not stand there', { elements: kept.elements.map((element) => ({ ...element, quote: 'A Small Bakery' })) }],
    ['no quote of what it says is said', { elements: kept.elements.map((element) => ({ ...element, quote: ' ' })) }],
    ['ratings that contradict what it says', { compared: 'easier' }],
  ])('sends a judgement back that has %s, and takes none of it', async (_, wrong) => {
    const { ask, left } = scripted(parts, proposed, one, { ...kept, ...wrong }, { ...kept, ...wrong })
    expect(await worked(evolve, pair, { ask, settings: { ...settings, rounds: 1 } })).toEqual({ dropped: 'the judge of an evolved instruction gave no usable answer' })
    expect(left()).toBe(0)
  })

  it('tries again later where the judge could not be reached', async () => {
    const { ask } = scripted(parts, proposed, one, new CallFailed('connection', 'down'))
    await expect(worked(evolve, pair, { ask, settings: { ...settings, rounds: 1 } })).rejects.toThrow('down')
  })

  it('says so when nothing could be added', async () => {
    const circle = { elements: [{ ...commas, dependsOn: ['n2'] }, { slot: 'constraint', text: 'Be kind.', dependsOn: ['n1'] }] }
    expect(await worked(evolve, pair, { ask: scripted(parts, circle).ask, settings: { ...settings, rounds: 1 } })).toEqual({ dropped: 'no element could be added' })
  })
})
