import { pointingAhead, pointingBack } from '#lib/compose/deixis.ts'
import { normalised } from '#lib/exports/audit/repeated-keys.ts'

/** Whether a prompt has an instruction, as it is or pointing to its input elsewhere; but for the signs that a layout sets about it. */
export function hasInstruction(prompt: string, said: string): boolean {
  // As it is composed: white space about it would be taken for lines of its own, and it for one that cannot be turned.
  const instruction = said.trim()
  const within = normalised(prompt)
  const has = (wording: string): boolean => within.includes(normalised(wording).trim())
  if (has(instruction)) return true
  const back = pointingBack(instruction)
  return has(pointingAhead(instruction)) || (back !== null && has(back))
}
