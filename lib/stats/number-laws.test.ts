import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { browsePairs } from '#lib/datasets/browse.ts'
import { buildRecipe, type BuildRecipe } from '#lib/datasets/build-filter.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { filterSeenBy } from '#lib/datasets/seen-filter.ts'
import { seededRng } from '#lib/random.ts'
import { sightOf } from '#lib/review/checks/decoys.ts'
import { buildClaims, cardClaims, contaminationClaims, coverageClaims, patternClaims, spreadClaims } from '#lib/stats/claims-of-data.fixture.ts'
import { agreementClaims, costClaims, funnelClaims, overviewClaims, progressClaims, rateClaims } from '#lib/stats/claims-of-decisions.fixture.ts'
import type { Claim, Scene } from '#lib/stats/claims.fixture.ts'
import { changeGoldRate, pagesOf } from '#lib/stats/drawn.fixture.ts'
import { Reckoned, rowsOf, type Rows } from '#lib/stats/reckoned.fixture.ts'
import { rowsFilter } from '#lib/stats/rows-filter.ts'
import { people, useInstallation, variedDataset } from '#lib/stats/varied.fixture.ts'

useInstallation()

const recipes = fc.record({
  decision: fc.constantFrom('accepted', 'open'), verdict: fc.constantFrom('any', 'unrefuted', 'held', 'proven'), bits: fc.constantFrom(0, 1, 2.5), natural: fc.constantFrom(1, 0.5, 0), agreement: fc.constantFrom(0, 0.6, 1), least: fc.constantFrom(1, 1, 2),
  duplicates: fc.constantFrom('yes', 'no'), contaminated: fc.constantFrom('yes', 'no'), license: fc.constantFrom('', '', 'MIT'),
} as const).map((recipe) => buildRecipe.parse(recipe))

const parts: [string, (scene: Scene, recipe: BuildRecipe) => Promise<Claim[]>][] = [
  ['overview', overviewClaims], ['funnel', funnelClaims], ['rates', rateClaims], ['costs', costClaims], ['coverage', coverageClaims], ['patterns', patternClaims], ['spread', spreadClaims], ['progress', progressClaims], ['agreement', agreementClaims], ['contamination', contaminationClaims],
  ['build', buildClaims],
  ['cards', async (scene) => (await Promise.all([...new Set(scene.of.constraints.map(({ type }) => type))].map((type) => cardClaims(scene, type)))).flat()],
]

const found = async (datasetId: string, seen: PairFilter) => (await browsePairs(datasetId, seen, { sort: 'oldest', limit: 500, counted: false })).rows.map(({ id }) => id)

/** LAW_SEED draws something else, and LAW_RUNS more of it; what the suite draws is always the same. */
const seed = Number(process.env.LAW_SEED ?? 39)
const runs = Number(process.env.LAW_RUNS ?? 4)
/** So many links of each part are followed. */
const followed = 8

describe('whatever a dataset holds and a filter asks', () => {
  it('each number is what counting the rows says, and leads to those', async () => {
    const datasetId = await variedDataset(seed, 14)
    const rows: Rows = await rowsOf(datasetId)
    const tally = { links: 0, refused: 0 }
    for (const [reader, goldRate] of [[people.lea, 0], [people.ada, 10], [people.ben, 0]] as const) {
      await changeGoldRate(rows, goldRate)
      const sight = await sightOf(reader, datasetId)
      const holds = async (page: PairFilter, recipe: BuildRecipe, draw: number): Promise<void> => {
        const seen = await filterSeenBy(reader, datasetId, page, Number.POSITIVE_INFINITY)
        const whole = Object.keys(page).length === 0
        const of = new Reckoned(rows, new Set(await found(datasetId, seen)), reader, whole || goldRate === 0 ? null : sight)
        for (const [name, claimsOf] of parts) {
          const where = `${name} of ${JSON.stringify(page)} to ${reader.id}`
          const claims = await claimsOf({ datasetId, page, seen, reader, of, whole }, recipe)
          for (const { words, said, counts } of claims) expect([where, words, said]).toEqual([where, words, counts.length])
          // From whom verdicts are hidden, rows are too: a sum over all pairs tells of none.
          const linked = whole && goldRate > 0 ? [] : claims.filter(({ own, said }) => own && said > 0)
          for (const { words, counts, own } of seededRng(draw, name).shuffle(linked).slice(0, followed)) {
            const both = own && rowsFilter(page, own)
            tally[both ? 'links' : 'refused']++
            if (!both) continue
            const link = [where, words, JSON.stringify(both)]
            expect([...link, (await found(datasetId, await filterSeenBy(reader, datasetId, both, Number.POSITIVE_INFINITY))).toSorted()]).toEqual([...link, [...new Set(counts.map(({ pairId }) => pairId))].toSorted()])
          }
        }
      }
      await fc.assert(fc.asyncProperty(pagesOf(rows), recipes, fc.nat(), holds), { seed, numRuns: runs })
    }
    expect(tally.refused).toBeLessThan(tally.links)
  })
})
