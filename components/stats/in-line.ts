import { inSlot, slots } from '#lib/runs/slots.ts'

/**
 * Questions that may take seconds and that one page asks at once: a browser has six connections to a server, and what somebody does meanwhile, such as going elsewhere, needs
 * one. The server counts two at once.
 */
const line = slots(3)

/** Asks when there is room. Who does not want to know any more leaves the line, and throws for it. */
export function inLine<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  return inSlot(line, signal, ask)
}
