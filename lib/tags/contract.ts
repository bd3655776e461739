import { z } from 'zod'
import { pairFilter } from '#lib/datasets/contract.ts'
import { tagNames } from '#lib/tags/tag-name.ts'

const change = { add: tagNames, remove: tagNames }
/** `GET /api/v1/pairs/:id/tags` answers PairTags; `POST` with a TagInput puts tags on and takes tags off, and answers them as they are then. */
export const tagInput = z.object(change).refine(({ add, remove }) => add.length + remove.length > 0, 'Name a tag')
export type TagInput = z.infer<typeof tagInput>
export interface PairTags {
  tags: string[]
  mayTag: boolean
}

/** `POST /api/v1/datasets/:id/tags` answers 201 {run}: the run that tags all pairs that the filter finds. */
export const bulkTagInput = z.object({ filter: pairFilter, ...change }).refine(({ add, remove }) => add.length + remove.length > 0, 'Name a tag')
export type BulkTagInput = z.infer<typeof bulkTagInput>
