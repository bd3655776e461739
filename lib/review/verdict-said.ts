/**
 * What is said of a constraint, in the words of the filters and the statistics: a program's verdict; `judged-pass` and `judged-fail` where no
 * program can tell and a judge did, whose word is neither proof nor refutation; `none` where nobody could.
 */
export const verdictsSaid = ['pass', 'fail', 'unsure', 'error', 'none', 'judged-pass', 'judged-fail'] as const
export type VerdictSaid = (typeof verdictsSaid)[number]

/** The same as an expression over the columns of "Constraint". */
export const verdictSaidSql = `CASE
  WHEN outcome IS NULL OR ("outcomeBy" = 'llm' AND outcome NOT IN ('pass', 'fail')) THEN 'none'
  WHEN "outcomeBy" = 'llm' THEN 'judged-' || outcome::text
  ELSE outcome::text END`
