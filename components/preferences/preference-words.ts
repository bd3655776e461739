import type { PreferenceMethod, PreferenceStatus } from '#lib/preferences/contract.ts'

/** How a preference was made, as people say it. */
export const methodWords: Record<PreferenceMethod, string> = {
  evolved: 'evolved instructions',
  answers: 'several answers',
  edits: 'small edits that break',
  mends: 'small edits that mend',
}

/** What was decided of a preference. */
export const statusWords: Record<PreferenceStatus, string> = {
  pending: 'Not decided',
  accepted: 'Accepted',
  dropped: 'Dropped',
}
