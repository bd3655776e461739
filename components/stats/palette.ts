/** The fills of verdicts and decisions: the same in every chart, and never the only way to tell. */
export const outcomeFill: Readonly<Record<string, string>> = {
  pass: 'fill-good',
  fail: 'fill-bad',
  unsure: 'fill-warn',
  error: 'fill-warn',
  none: 'fill-faint',
  'judged-pass': 'fill-info',
  'judged-fail': 'fill-info',
}

export const decisionFill: Readonly<Record<string, string>> = {
  accepted: 'fill-good',
  rejected: 'fill-bad',
  flagged: 'fill-warn',
  skipped: 'fill-info',
  disputed: 'fill-warn',
  superseded: 'fill-faint',
  pending: 'fill-faint',
}
