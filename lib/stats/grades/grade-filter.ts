import type { PairFilter } from '#lib/datasets/contract.ts'

/** The last grade that is told apart: it is also what lies above. So is 0 what lies below. */
export const lastGrade = 20

/** "8", or "20 and above" for the last. */
export function gradeLabel(grade: number): string {
  return grade >= lastGrade ? `${lastGrade} and above` : String(grade)
}

/** What finds the pairs whose response has a grade from the first to the last of these. */
export function gradeFilter(from: number, to = from): PairFilter {
  return { minGrade: from, maxGrade: to }
}
