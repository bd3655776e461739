import { expect, it } from 'vitest'
import { seededRng } from '#lib/random.ts'
import { answersToOpen, boundOverTime, logEvidence, nextGate, upperBound, type Gate } from '#lib/review/lane/bound.ts'

const test = { limit: 0.01, alpha: 0.05 }

it('bounds the share from above, closer with every answer, and never below what was seen', () => {
  expect(upperBound(0, 0, 0.05)).toBe(1)
  expect(upperBound(3, 0, 0.05)).toBe(1)
  const clean = [100, 200, 400, 800].map((kept) => upperBound(0, kept, 0.05))
  expect(clean).toEqual(clean.toSorted((a, b) => b - a))
  expect(clean[2]).toBeCloseTo(0.0094, 3)
  for (const [refused, kept] of [[1, 9], [5, 100], [40, 60]] as const) expect(upperBound(refused, kept, 0.05)).toBeGreaterThan(refused / (refused + kept))
  expect(boundOverTime([false, true, false], 0.05)).toHaveLength(3)
})

it('is a fair bet: what is expected of the evidence at the tested share is 1, and less where the share is larger', () => {
  // Exactly, over all outcomes of 12 answers.
  const expected = (truth: number): number => {
    let [sum, choose] = [0, 1]
    for (let refused = 0; refused <= 12; refused++) {
      sum += choose * truth ** refused * (1 - truth) ** (12 - refused) * Math.exp(logEvidence(0.1, refused, 12 - refused))
      choose = (choose * (12 - refused)) / (refused + 1)
    }
    return sum
  }
  expect(expected(0.1)).toBeCloseTo(1, 10)
  expect(expected(0.2)).toBeLessThan(1)
  expect(expected(0.05)).toBeGreaterThan(1)
})

/** Runs a lane over so many audits; `share` says what is refused at each of them. */
function run(seed: number, audits: number, share: (audit: number) => number): { opened: boolean; closed: boolean; openedAt: number; closedAt: number } {
  const rng = seededRng('lane', seed)
  let gate: Gate = 'proving'
  let [refused, kept, openedAt, closedAt] = [0, 0, -1, -1]
  for (let audit = 0; audit < audits; audit++) {
    if (rng.next() < share(audit)) refused += 1
    else kept += 1
    const next = nextGate(gate, refused, kept, test)
    if (next === 'open' && openedAt < 0) openedAt = audit
    if (gate === 'open' && next === 'closed' && closedAt < 0) closedAt = audit
    gate = next
  }
  return { opened: openedAt >= 0, closed: closedAt >= 0, openedAt, closedAt }
}

const seeds = Array.from({ length: 600 }, (_, seed) => seed)
const shareOf = (holds: (seed: number) => boolean): number => seeds.filter(holds).length / seeds.length

it('opens hardly ever, at any time, a lane whose refused share is over the limit', () => {
  // The promise is 5 %; whoever waits for one more refusal stays well below.
  for (const share of [0.01, 0.012, 0.02, 0.05]) expect(shareOf((seed) => run(seed, 3000, () => share).opened)).toBeLessThanOrEqual(test.alpha)
})

it('opens a good lane after the answers that it tells beforehand, and seldom shuts it', () => {
  const enough = answersToOpen(test)
  expect(enough).toBe(run(1, 3000, () => 0).openedAt + 1)
  expect(enough).toBeLessThan(700)
  const good = seeds.map((seed) => run(seed, 3000, () => test.limit / 10))
  expect(good.filter(({ opened }) => opened).length / good.length).toBeGreaterThan(0.98)
  expect(good.filter(({ closed }) => closed).length / good.length).toBeLessThan(0.05)
})

it('shuts a lane that turns bad', () => {
  const turn = 1000
  const late = seeds.map((seed) => run(seed, 3000, (audit) => (audit < turn ? 0 : 0.1)).closedAt - turn)
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0)
  // Of a hundred answers a tenth is refused: half of all lanes notice within 60, nearly all within 120.
  expect(late.toSorted((a, b) => a - b)[Math.floor(late.length / 2)]).toBeLessThan(60)
  expect(late.toSorted((a, b) => a - b)[Math.floor(late.length * 0.99)]).toBeLessThan(120)
})
