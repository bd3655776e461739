import { formatNumber } from '#components/ui/format.ts'
import { Panel } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { EvaluationView } from '#lib/evaluation/contract.ts'

const roles = { prompts: 'Prompts', before: 'Answers before', after: 'Answers after' } as const

/** What was read for an evaluation, and what of it was left out. */
export function FilesRead({ evaluation: { files, leftOut } }: { evaluation: EvaluationView }) {
  const all = files.reduce((sum, { bad, unpaired }) => sum + bad + unpaired, 0)
  return (
    <Panel title="Files that were compared">
      <Table aria-label="Files that were compared">
        <thead>
          <tr>
            <Th>File</Th>
            <Th>What it is</Th>
            <Th numeric>Rows read</Th>
            <Th numeric>Used</Th>
            <Th numeric>Unusable</Th>
            <Th numeric>Without the other answer</Th>
            <Th>SHA-256</Th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ role, name, sha256, read, used, bad, unpaired }) => (
            <tr key={role}>
              <Td className="min-w-32 wrap-anywhere">{name}</Td>
              <Td>{roles[role]}</Td>
              {[read, used, bad, unpaired].map((n, index) => <Td key={['read', 'used', 'bad', 'unpaired'][index]} numeric>{formatNumber(n)}</Td>)}
              <Td className="font-mono text-[13px] break-all">{sha256}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-2 text-[13px] text-muted">Pincer keeps the counts and not the answers.</p>
      {leftOut.length === 0 ? null : (
        <details className="mt-3">
          <summary className="cursor-pointer text-[13px] font-medium">{leftOut.length < all ? `The first ${leftOut.length} of ${formatNumber(all)} rows left out` : `${formatNumber(all)} ${all === 1 ? 'row' : 'rows'} left out`}</summary>
          <ul className="mt-2 flex flex-col gap-1 text-[13px] break-words text-muted">
            {leftOut.map(({ file, line, field, reason }) => (
              <li key={`${file} ${line} ${field} ${reason}`}>
                {file}, line {line}
                {field === null ? '' : `, ${field}`}: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  )
}
