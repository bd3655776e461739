import { backTranslate, checkConstraint } from '#lib/constraints/index.ts'
import { benchmarks } from '#lib/constraints/official/benchmarks.ts'
import { typicalArguments } from '#lib/constraints/official/typical-arguments.fixture.ts'
import { checkers } from '#lib/constraints/registry.ts'
import { seededRng } from '#lib/random.ts'

/** What reads a response, and how many checkers' work it is. */
export interface Call {
  name: string
  run(response: string): unknown
  checkers: number
}

/** Everything that reads a response: each checker and its inverse, each instruction of the benchmarks in both modes, and back-translation. */
export const calls: readonly Call[] = [
  ...checkers.flatMap((checker) => [
    ...checker.examples.map((kwargs, index) => ({ name: `${checker.id} check ${index + 1}`, run: (response: string) => checker.check(response, kwargs), checkers: 1 })),
    { name: `${checker.id} mine`, run: (response: string) => checker.mine(response, { instruction: '' }, seededRng(1)), checkers: 1 },
  ]),
  ...[...(benchmarks.get('ifbench')?.values() ?? [])].flatMap(({ id, kwargs }) =>
    (['official', 'sound'] as const).map((mode) => ({
      name: `${id} ${mode}`,
      run: (response: string) => checkConstraint({ id, kwargs: typicalArguments(kwargs) }, response, mode),
      checkers: 1,
    })),
  ),
  { name: 'back-translation', run: (response: string) => backTranslate({ instruction: '', response }, seededRng(1)), checkers: checkers.length },
]
