/** "You need not", "there is no need to", "is not required": whoever does it or leaves it does as the sentence says. */
const needless =
  /\b(?:need not|needn't|(?:do|does) not need|(?:don't|doesn't) need|(?:do not|don't|does not|doesn't) have to|no need|(?:not|isn't|aren't) (?:be )?(?:required|needed|necessary|mandatory|essential)|no (?:[\w-]+ ){1,3}(?:is|are) (?:required|needed|necessary))\b/
const allowing = /\b(?:may|might|can|could)\b(?!'t| ?not\b| never\b)/
/** "Could you please use at least 3 headings": asked politely. */
const politely = /^(?:please )?(?:can|could|may|might) (?:you|i|we)\b/
const turnedRound = /\b(?:no|not|never|neither|none|nor)\b/

/** A plain sentence without what it quotes. */
const unquoted = (sentence: string): string => sentence.replace(/"[^"]*"/g, '"#"')

/** Whether a plain sentence only says what need not be done: "you do not have to use headings" forbids none. */
export function demandsNothing(sentence: string): boolean {
  return needless.test(unquoted(sentence))
}

/**
 * Whether a plain sentence only allows: "you may use a table" asks for none, although "you may use at most 3 tables" sets a limit. "No word may be
 * longer" and "you may not" forbid.
 */
export function onlyAllows(sentence: string): boolean {
  const text = unquoted(sentence)
  const modal = allowing.exec(text)
  return modal !== null && !politely.test(text) && !turnedRound.test(text.slice(0, modal.index))
}
