import { describe, expect, it } from 'vitest'
import { seededRng } from '#lib/random.ts'
import { detectionOf, normalQuantile, type CheckAnswer } from '#lib/review/checks/detection.ts'

/** Answers of somebody who misses a share of the false ones and rejects a share of the true ones. */
function simulated(items: number, missRate: number, alarmRate: number, seed: number): CheckAnswer[] {
  const rng = seededRng('reviewer', seed)
  return Array.from({ length: items }, () => {
    const holds = rng.next() < 0.5
    if (holds) return { holds, answer: rng.next() < alarmRate ? 'reject' : 'accept' }
    return { holds, answer: rng.next() < missRate ? 'accept' : rng.next() < 0.3 ? 'edit' : 'reject' }
  })
}

describe('detection', () => {
  it('estimates a simulated reviewer of known error within two points', () => {
    for (const [missRate, alarmRate] of [[0.02, 0.01], [0.1, 0.05], [0.25, 0.15], [0.5, 0.5]] as const) {
      for (let seed = 0; seed < 5; seed++) {
        const { sensitivity, falseAlarm, dPrime } = detectionOf(simulated(20_000, missRate, alarmRate, seed))
        expect(Math.abs((sensitivity?.share ?? 0) - (1 - missRate))).toBeLessThan(0.02)
        expect(Math.abs((falseAlarm?.share ?? 0) - alarmRate)).toBeLessThan(0.02)
        expect(dPrime).toBeCloseTo(normalQuantile(1 - missRate) - normalQuantile(alarmRate), 0)
      }
    }
  })

  it('has the true error within its interval about 95 times of 100, after two hundred answers', () => {
    const runs = 400
    const held = Array.from({ length: runs }, (_, seed) => detectionOf(simulated(200, 0.1, 0.05, seed)).sensitivity?.interval).filter((interval) => interval && interval[0] <= 0.9 && interval[1] >= 0.9).length
    expect(held / runs).toBeGreaterThan(0.91)
  })

  it('counts an edit of a false one as caught, of a true one not at all, and skips nowhere', () => {
    const answers: CheckAnswer[] = [
      { holds: false, answer: 'edit' }, { holds: false, answer: 'accept' }, { holds: false, answer: 'skip' },
      { holds: true, answer: 'edit' }, { holds: true, answer: 'accept' }, { holds: true, answer: 'flag' },
    ]
    expect(detectionOf(answers)).toMatchObject({ falseSeen: 2, trueSeen: 1, sensitivity: { share: 0.5 }, falseAlarm: { share: 0 } })
  })

  it('says nothing of what was not answered, and stays finite where all is right', () => {
    expect(detectionOf([])).toEqual({ falseSeen: 0, trueSeen: 0, sensitivity: null, falseAlarm: null, dPrime: null })
    expect(detectionOf([{ holds: false, answer: 'reject' }]).dPrime).toBeNull()
    expect(detectionOf([{ holds: false, answer: 'reject' }, { holds: true, answer: 'accept' }]).dPrime).toBeCloseTo(2 * normalQuantile(0.75), 5)
  })

  it('knows the normal distribution', () => {
    for (const [p, z] of [[0.5, 0], [0.975, 1.959964], [0.01, -2.326348]] as const) expect(normalQuantile(p)).toBeCloseTo(z, 4)
  })
})
