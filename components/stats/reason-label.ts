import { rejectReasons } from '#lib/review/contract.ts'

/** Why something was rejected, in words. */
export function reasonLabel(reason: string | null): string {
  if (reason === null) return 'No reason given'
  return rejectReasons.find(({ key }) => key === reason)?.label ?? reason
}
