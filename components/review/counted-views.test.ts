import fc from 'fast-check'
import { expect, test } from 'vitest'
import { constraint, fakeServer, uuid } from '#components/review/constraint.fixture.ts'
import { createDecisionStore } from '#components/review/decision-store.ts'
import { progressNow } from '#components/review/progress.ts'
import type { ConstraintView, DecisionInput, DecisionResult, ReviewProgress } from '#lib/review/contract.ts'

const total = 4

/** A reviewer alone at four constraints, with everything that is on its way held until the test lets it go. */
function opened() {
  const pairOf = (number: number): string => uuid(1000 + Math.ceil(number / 2))
  const constraints = Array.from({ length: total }, (_, index) => constraint(index + 1, { pairId: pairOf(index + 1) }))
  const ids = constraints.map(({ id }) => id)
  const server = fakeServer(constraints)
  const taken: string[] = []
  const sent: { inputs: DecisionInput[]; results: DecisionResult[] | null; answer: (results: DecisionResult[]) => void }[] = []
  const pages: { counting: ReturnType<typeof store.counting>; answer: { rows: ConstraintView[]; progress: ReviewProgress; counted: string[] } | null }[] = []
  let made = 100
  const store = createDecisionStore({
    send: (inputs) => new Promise((answer) => sent.push({ inputs, results: null, answer })),
    newId: () => uuid(made++),
    now: () => 0,
  })
  const rows = (): ConstraintView[] => ids.flatMap((id) => server.row(id) ?? [])
  const count = (views: readonly ConstraintView[]): ReviewProgress => ({
    pairs: { total: 2, reviewed: [1, 3].filter((number) => views.filter(({ pairId }) => pairId === pairOf(number)).every(({ status }) => status !== 'pending')).length },
    constraints: { total, decided: views.filter(({ status }) => status !== 'pending').length, refuted: 0 },
  })
  store.load(constraints)
  let baseline: { said: ReviewProgress; before: ReadonlyMap<string, ConstraintView> } | null = null
  return {
    store,
    ids,
    shown: () => baseline && progressNow(baseline.said, baseline.before, store.snapshot().views),
    true: () => count(ids.flatMap((id) => store.snapshot().views.get(id) ?? [])),
    askPage: () => void pages.push({ counting: store.counting(), answer: null }),
    /** A page has a pair or none; its numbers are of all. */
    servePage: (pairs: readonly string[] = []) => {
      const page = pages.find(({ answer }) => answer === null)
      if (page) page.answer = { rows: rows().filter(({ pairId }) => pairs.includes(pairId)), progress: count(rows()), counted: [...taken] }
    },
    pageArrives: (newest: boolean) => {
      const page = (newest ? pages.toReversed() : pages).find(({ answer }) => answer !== null)
      if (!page?.answer) return
      pages.splice(pages.indexOf(page), 1)
      store.load(page.answer.rows)
      baseline = { said: page.answer.progress, before: page.counting.end(page.answer.counted) }
    },
    takeDecisions: async () => {
      const batch = sent.find(({ results }) => results === null)
      if (!batch) return
      batch.results = await server.send(batch.inputs)
      taken.push(...batch.inputs.map(({ id }) => id))
    },
    answersArrive: async () => {
      const batch = sent.find(({ results }) => results !== null)
      if (!batch?.results) return
      sent.splice(sent.indexOf(batch), 1)
      batch.answer(batch.results)
      await new Promise((done) => setTimeout(done))
    },
  }
}

test('numbers that were counted before a decision and arrive after its answer do not lag by it', async () => {
  const review = opened()
  review.askPage()
  review.servePage()
  review.pageArrives(false)
  review.askPage()
  review.servePage()
  review.store.decide(uuid(1), 'accept')
  await Promise.resolve()
  await review.takeDecisions()
  await review.answersArrive()
  review.pageArrives(false)
  expect(review.shown()?.constraints.decided).toBe(1)
})

test('numbers that count a decision whose answer is still on its way do not count it twice', async () => {
  const review = opened()
  review.askPage()
  review.servePage()
  review.pageArrives(false)
  review.store.decide(uuid(1), 'accept')
  await Promise.resolve()
  await review.takeDecisions()
  review.askPage()
  review.servePage()
  review.pageArrives(false)
  expect(review.shown()?.constraints.decided).toBe(1)
  await review.answersArrive()
  expect(review.shown()?.constraints.decided).toBe(1)
})

test('in whatever order decisions, answers and pages come, what is shown is what was decided', async () => {
  const events = ['accept', 'skip', 'undo', 'redo', 'rest', 'ask', 'serve', 'arrive', 'overtake', 'take', 'answer'] as const
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...events), fc.integer({ min: 1, max: total })), { minLength: 12, maxLength: 60, size: 'max' }), async (steps) => {
      const review = opened()
      review.askPage()
      review.servePage()
      review.pageArrives(false)
      for (const [event, number] of steps) {
        if (event === 'accept' || event === 'skip') review.store.decide(uuid(number), event)
        if (event === 'undo') review.store.undo()
        if (event === 'redo') review.store.redo()
        if (event === 'rest') review.store.acceptProven(review.ids)
        if (event === 'ask') review.askPage()
        if (event === 'serve') review.servePage([[], [uuid(1001)], [uuid(1002)], [uuid(1001), uuid(1002)]][number - 1])
        if (event === 'arrive') review.pageArrives(false)
        if (event === 'overtake') review.pageArrives(true)
        await Promise.resolve()
        if (event === 'take') await review.takeDecisions()
        if (event === 'answer') await review.answersArrive()
        expect(review.shown()).toEqual(review.true())
      }
    }),
    { numRuns: 300 },
  )
})
