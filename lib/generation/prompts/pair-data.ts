import type { PairState } from '#lib/generation/step.ts'
import type { DataPart } from './prompt.ts'

/** All that a pair says before its response, as data for a prompt. */
export function requestData({ system, history, instruction, input }: Pick<PairState, 'system' | 'history' | 'instruction' | 'input'>): DataPart[] {
  return [
    { name: 'system prompt', text: system },
    { name: 'earlier turns', text: history.length === 0 ? null : history.map(({ role, content }) => `${role}: ${content}`).join('\n\n') },
    { name: 'instruction', text: instruction },
    { name: 'input', text: input },
  ]
}

/** A whole pair as data for a prompt: the same parts in the same order, so that a server reads them once for many questions. */
export function pairData(pair: Pick<PairState, 'system' | 'history' | 'instruction' | 'input' | 'response'>): DataPart[] {
  return [...requestData(pair), { name: 'response', text: pair.response }]
}
