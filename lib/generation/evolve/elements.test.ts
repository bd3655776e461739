import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRng } from '#lib/random.ts'
import { budgetOf, chooseElements, elementOf, wantedFor, type Element, type Slot } from './elements.ts'

const span = { start: 0, end: 1 }
const topics = ['rivers', 'castles', 'violins', 'planets', 'beetles', 'markets', 'gardens', 'engines', 'letters', 'bridges', 'winters', 'dancers', 'lanterns', 'harbours', 'kitchens', 'forests']
const element = (id: string, slot: Slot, isOwn: boolean, text: string, dependsOn: string[] = []): Element => elementOf({ id, slot, text, span: isOwn ? span : null, dependsOn })

/** Elements with texts that nobody takes for one another, some with dependencies, in a circle too. */
const elementsAndRounds = fc
  .tuple(
    fc.array(fc.record({ slot: fc.constantFrom<Slot>('background', 'objective', 'constraint'), isOwn: fc.boolean(), needs: fc.array(fc.nat(17), { maxLength: 2 }) }), { maxLength: 15 }),
    fc.integer({ min: 1, max: 5 }),
    fc.nat(),
  )
  .map(([given, rounds, seed]) => ({
    elements: [
      element('e0', 'objective', true, 'Write about the moon'),
      ...given.map(({ slot, isOwn, needs }, index) => element(`e${index + 1}`, slot, isOwn, `${topics[index]}`, isOwn ? [] : needs.map((need) => `e${need}`))),
    ],
    rounds,
    seed,
  }))

describe('chooseElements', () => {
  it('keeps to the budget, nests, keeps an objective of the instruction and whatever is depended on', () => {
    fc.assert(
      fc.property(elementsAndRounds, ({ elements, rounds, seed }) => {
        const levels = chooseElements(elements, rounds, seededRng(seed))
        expect(levels).toEqual(chooseElements(elements, rounds, seededRng(seed)))
        for (const [index, { level, elements: chosen }] of levels.entries()) {
          const of = (slot: Slot): number => chosen.filter((one) => one.slot === slot).length
          expect(of('objective')).toBeLessThanOrEqual(budgetOf(level).objective)
          expect(of('constraint')).toBeLessThanOrEqual(budgetOf(level).constraint)
          expect(new Set(chosen).size).toBe(chosen.length)
          expect(chosen.some(({ slot, span: own }) => slot === 'objective' && own)).toBe(true)
          for (const { dependsOn } of chosen) expect(dependsOn.every((id) => chosen.some((one) => one.id === id))).toBe(true)
          const below = levels[index - 1]
          if (below) {
            expect(chosen.length).toBeGreaterThan(below.elements.length)
            expect(below.elements.every((one) => chosen.includes(one))).toBe(true)
          }
        }
      }),
    )
  })

  const tea = element('o1', 'objective', true, 'Tell me about tea.')

  it('fills the budget of each difficulty where there is enough', () => {
    const constraints = topics.slice(0, 8).map((topic, index) => element(`n${index}`, 'constraint', false, topic))
    const objectives = topics.slice(8, 11).map((topic, index) => element(`m${index}`, 'objective', false, topic))
    const levels = chooseElements([tea, ...constraints, ...objectives], 5, seededRng(1))
    expect(levels.map(({ elements }) => [elements.filter(({ slot }) => slot === 'objective').length, elements.filter(({ slot }) => slot === 'constraint').length])).toEqual([[1, 1], [1, 2], [2, 3], [2, 5], [3, 7]])
  })

  it('adds something new to the first', () => {
    const own = topics.slice(0, 6).map((topic, index) => element(`c${index}`, 'constraint', true, topic))
    const [first] = chooseElements([tea, ...own, element('n1', 'constraint', false, 'No commas')], 1, seededRng(1))
    expect(first?.elements.map(({ id }) => id)).toEqual(['o1', 'n1'])
  })

  it('takes only one of what contradicts each other or says the same', () => {
    const long = element('n1', 'constraint', false, 'Use at least 90 words.')
    const short = element('n2', 'constraint', false, 'Use at most 40 words.')
    const brief = element('n3', 'constraint', false, 'Do not use more than 40 words.')
    for (let seed = 0; seed < 10; seed++) expect(chooseElements([tea, long, short, brief], 5, seededRng(seed)).at(-1)?.elements).toHaveLength(2)
  })
})

describe('wantedFor', () => {
  it('asks for what the hardest budget lacks, and one to spare', () => {
    const own = [element('o1', 'objective', true, 'a'), element('c1', 'constraint', true, 'b'), element('c2', 'constraint', true, 'c')]
    expect(wantedFor(5, own)).toEqual({ background: 1, objective: 3, constraint: 6 })
    expect(wantedFor(1, own)).toEqual({ background: 1, objective: 1, constraint: 1 })
  })
})
