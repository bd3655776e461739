import { expect, it, test } from 'vitest'
import { buildRecipe, buildSteps, parseBuildFilter, parseTaken, printBuildFilter, printTaken } from './build-filter.ts'
import { pairFilter } from './contract.ts'
import { parseFilter, printFilter } from './filter-language.ts'

const recipe = buildRecipe.parse({ decision: 'open', verdict: 'proven', bits: 1.5, natural: 0.5, agreement: 0.8, least: 3, duplicates: 'no', contaminated: 'no', license: 'CC BY 4.0' })

test.each(buildSteps)('what is printed for %s reads back', (step) => {
  expect(parseBuildFilter(printBuildFilter(step, recipe))).toEqual({ step, recipe })
  expect(parseBuildFilter(printBuildFilter(step, buildRecipe.parse({})))).toEqual({ step, recipe: buildRecipe.parse({}) })
})

test.each(['', 'bits@bits=x', 'nothing@', 'kept@evil=1', 'kept@license=a,b=c', 'kept@least=0', 'kept@bits'])('%j is none', (value) => {
  expect(parseBuildFilter(value)).toBeNull()
})

it('says of the constraints that it takes what it asks of each', () => {
  expect(printTaken(recipe)).toBe('decision=open,verdict=proven,bits=1.5,natural=0.5,agreement=0.8')
  expect(parseTaken(printTaken(recipe))).toEqual({ decision: 'open', verdict: 'proven', bits: 1.5, natural: 0.5, agreement: 0.8 })
  expect(parseTaken(printTaken(buildRecipe.parse({})))).toEqual({ decision: 'accepted', verdict: 'any', bits: 0, natural: 1, agreement: 0 })
  for (const value of ['', 'least=2', 'bits=x', 'evil']) expect(parseTaken(value)).toBeNull()
})

it('stands in a filter as any other term', () => {
  const filter = { build: printBuildFilter('bits', recipe) }
  expect(pairFilter.parse(filter)).toEqual(filter)
  expect(parseFilter(printFilter(filter))).toEqual({ filter, problems: [] })
  expect(parseFilter('build:else').problems).toHaveLength(1)
})
