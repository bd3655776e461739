import type { ChatMessage, PairState } from '#lib/generation/step.ts'

type Request = Pick<PairState, 'system' | 'history' | 'instruction' | 'input'>

/**
 * A pair's request as its reader would get it, with another instruction in the place of its own where one is given. Here the pair's texts
 * are not data but the conversation itself: whatever they ask for is what is to be answered. An input stands behind the instruction, unless
 * the instruction has it within.
 */
export function conversation({ system, history, instruction, input }: Request, other?: string): ChatMessage[] {
  const asked = other ?? instruction
  const content = input === null || input.trim() === '' || asked.includes(input.trim()) ? asked : `${asked}\n\n${input}`
  return [...(system === null ? [] : [{ role: 'system' as const, content: system }]), ...history, { role: 'user' as const, content }]
}

/** The same request with a constraint said behind the instruction. */
export function conversationWith(pair: Request, constraint: string): ChatMessage[] {
  return conversation(pair, `${pair.instruction}\n\n${constraint}`)
}
