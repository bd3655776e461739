import { wilson } from '#lib/constraints/wilson.ts'
import type { DecisionKind } from '#lib/review/contract.ts'
import type { Detection } from '#lib/review/checks/contract.ts'
import type { Share } from '#lib/review/pace/contract.ts'

/** An answer to a check. */
export interface CheckAnswer {
  holds: boolean
  answer: DecisionKind
}

/**
 * Sensitivity, false-alarm rate and d' from answers to checks. A false one that is rejected or edited is caught, one that is accepted
 * is missed. A true one that is rejected is a false alarm; an edit of a true one may only mend its wording and is left out. d' is
 * z(hits) - z(false alarms), with half an answer added to each count so that it is finite (M. J. Hautus, Behavior Research Methods
 * 27, 1995: the log-linear rule).
 */
export function detectionOf(answers: readonly CheckAnswer[]): Detection {
  const count = (holds: boolean, ...kinds: DecisionKind[]): number => answers.filter((each) => each.holds === holds && kinds.includes(each.answer)).length
  const caught = count(false, 'reject', 'edit')
  const falseSeen = caught + count(false, 'accept')
  const alarms = count(true, 'reject')
  const trueSeen = alarms + count(true, 'accept')
  const both = falseSeen > 0 && trueSeen > 0
  return {
    falseSeen,
    trueSeen,
    sensitivity: share(caught, falseSeen),
    falseAlarm: share(alarms, trueSeen),
    dPrime: both ? normalQuantile((caught + 0.5) / (falseSeen + 1)) - normalQuantile((alarms + 0.5) / (trueSeen + 1)) : null,
  }
}

function share(part: number, whole: number): Share | null {
  return whole === 0 ? null : { share: part / whole, interval: wilson(part, whole) }
}

/**
 * The standard normal deviate below which a share p of all lies, 0 < p < 1, by halving: the error is below 1e-9. The distribution
 * function is the rational approximation of Abramowitz and Stegun, whose own error is below 1.5e-7.
 */
export function normalQuantile(p: number): number {
  let [low, high] = [-8, 8]
  while (high - low > 1e-9) {
    const middle = (low + high) / 2
    if (normalShare(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26. */
function normalShare(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-x * x)
  return z < 0 ? tail / 2 : 1 - tail / 2
}
