/** How many calls may go out at once: learns what the servers bear. */
export interface AdaptiveLimit {
  /** A whole number, 1 or more. */
  readonly value: number
  /** A server said that it was too much (429, 503), or did not answer in time. */
  complained(): void
  answered(): void
}

/**
 * Counted per call, so that it does not matter how many answers come at a time: each complaint takes half a place away, each answer
 * gives a twentieth back (small limits: half a place a round). A round in which all complain halves the limit, one in which all are
 * answered adds a twentieth; the limit therefore settles where about one call in eleven meets a complaint, and fewer than that do not hold it down.
 */
export function adaptiveLimit(most: number): AdaptiveLimit {
  let limit = most
  return {
    get value() {
      return Math.max(1, Math.floor(limit))
    },
    complained() {
      limit = Math.max(1, limit - 0.5)
    },
    answered() {
      limit = Math.min(most, limit + Math.max(0.05, 0.5 / limit))
    },
  }
}
