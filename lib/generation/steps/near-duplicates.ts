import { comparedText, longestText, nearDuplicateBands } from '#lib/generation/near-duplicate-bands.ts'
import type { Step } from '#lib/generation/step.ts'

/**
 * What pairs that are nearly the same are found by: the bands of a MinHash signature over runs of five words. Which pairs they are is decided
 * when all pairs have their bands (clusterNearDuplicates).
 */
export const nearDuplicates: Step<'near_duplicates'> = {
  name: 'near_duplicates',
  async work({ pair, settings }) {
    if (comparedText(pair, settings.field).length > longestText) return { bands: [], dropped: 'text of more than 1,000,000 characters' }
    const bands = nearDuplicateBands(pair, settings)
    return bands ? { bands } : { bands: [], dropped: 'no words to compare' }
  },
}
