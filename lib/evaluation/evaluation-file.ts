import type { ExportFile } from '#lib/exports/contract.ts'

/**
 * The file of an export whose rows are prompts in IFEval's form: the test that was written so beside its rows; of an export in that form its test, or all it has where it
 * has none. Undefined where there is none.
 */
export function evaluationFile(format: string, files: readonly ExportFile[]): ExportFile | undefined {
  const rowFiles = files.filter(({ name, rows }) => rows !== null && rows > 0 && !/\.proofs\./.test(name))
  const beside = rowFiles.find(({ name }) => name.startsWith('test_ifeval.'))
  if (beside || format !== 'ifeval') return beside
  return rowFiles.find(({ name }) => name.startsWith('test.')) ?? rowFiles.find(({ name }) => name.startsWith('train.'))
}
