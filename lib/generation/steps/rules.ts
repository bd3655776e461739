import { constraintsByRule } from '#lib/generation/constraints-by-rule.ts'
import type { Step } from '#lib/generation/step.ts'

/** Constraint back-translation by rule: each constraint is checked before it is given out, and no model is asked. */
export const rules: Step<'rules'> = {
  name: 'rules',
  async work({ pair, settings, rng }) {
    const has = new Set(pair.constraints.filter(({ origin }) => origin === 'rule').map(({ type }) => type))
    const found = constraintsByRule(pair, has, rng, { types: settings.types })
    if ('dropped' in found) return found
    return {
      constraints: found.constraints.map(({ type, text, checker, measured, detail, evidence }) => ({
        type,
        rawType: null,
        text,
        origin: 'rule' as const,
        checker,
        verdict: { outcome: 'pass' as const, measured, detail, evidence },
      })),
    }
  },
}
