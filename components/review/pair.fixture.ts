import { uuid } from '#components/review/constraint.fixture.ts'
import type { PairView } from '#lib/review/contract.ts'

/** A pair of this id with nothing in it. */
export function pairOf(id: string): PairView {
  return {
    id,
    datasetId: uuid(3000),
    externalId: null,
    source: '',
    license: null,
    language: null,
    system: null,
    history: [],
    instruction: '',
    input: null,
    response: '',
    refinedInstruction: null,
    refinement: null,
    responseWords: 0,
    status: 'pending',
    createdAt: '',
    constraints: [],
    relations: [],
  }
}
