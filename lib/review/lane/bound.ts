/** How far the alternatives are told apart; more change the bound by less than a hundredth of it. */
const alternatives = 48
/** Shares of the tested one, densest near 0: about as Beta(1/2, 1), since a lane that is worth opening is refused rarely. */
const grid = Array.from({ length: alternatives }, (_, k) => ((k + 0.5) / alternatives) ** 2)

/**
 * The logarithm of the evidence against "people refuse a share of at least `share`", after `refused` of `refused + kept` looked at: the
 * mixture of likelihood ratios of smaller shares against it (Robbins, Ann. Math. Statist. 41 (1970) 1397; as a bet, Waudby-Smith and
 * Ramdas, JRSS B 86 (2024) 1). While the share is as large, the evidence is a non-negative supermartingale that begins at 1, so that by
 * Ville's inequality it ever reaches 1/alpha with a probability of at most alpha, whenever one looks.
 */
export function logEvidence(share: number, refused: number, kept: number): number {
  const logs = grid.map((part) => {
    const smaller = share * part
    return refused * Math.log(part) + kept * (Math.log1p(-smaller) - Math.log1p(-share))
  })
  const most = Math.max(...logs)
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0) / alternatives)
}

/**
 * An upper bound of the share that people refuse which holds at all times at once with probability 1 - alpha, if the share stays the same:
 * the largest share that there is not enough evidence against. 1 while nothing has been looked at.
 */
export function upperBound(refused: number, kept: number, alpha: number): number {
  const enough = -Math.log(alpha)
  const seen = refused + kept
  if (seen === 0 || kept === 0) return 1
  let [low, high] = [refused / seen, 1 - 1e-12]
  if (logEvidence(high, refused, kept) < enough) return 1
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (logEvidence(middle, refused, kept) < enough) low = middle
    else high = middle
  }
  return high
}

/** The bound after each answer, in the order in which they came. */
export function boundOverTime(answers: readonly boolean[], alpha: number): number[] {
  let [refused, kept] = [0, 0]
  return answers.map((isRefused) => {
    if (isRefused) refused += 1
    else kept += 1
    return upperBound(refused, kept, alpha)
  })
}

/** Whether the bound is within a limit, which takes one look at the evidence. */
function isWithin(limit: number, refused: number, kept: number, alpha: number): boolean {
  return kept > 0 && refused / (refused + kept) < limit && logEvidence(limit, refused, kept) >= -Math.log(alpha)
}

/** Whether a lane may accept. */
export type Gate = 'proving' | 'open' | 'closed'

/**
 * What a lane does after an answer. It opens once its bound is within the limit and would still be after one more refusal, so that a single
 * one does not shut it at once; it closes when the bound passes the limit; and closed, it opens again in the same way, for all its answers count.
 */
export function nextGate(gate: Gate, refused: number, kept: number, { limit, alpha }: { limit: number; alpha: number }): Gate {
  if (gate === 'open') return isWithin(limit, refused, kept, alpha) ? 'open' : 'closed'
  return isWithin(limit, refused + 1, kept, alpha) ? 'open' : gate
}

/** How many answers, none of them a refusal, open a lane. */
export function answersToOpen({ limit, alpha }: { limit: number; alpha: number }): number {
  let [few, enough] = [0, 1]
  while (!isWithin(limit, 1, enough, alpha) && enough < 1e7) [few, enough] = [enough, enough * 2]
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2)
    if (isWithin(limit, 1, middle, alpha)) enough = middle
    else few = middle
  }
  return enough
}
