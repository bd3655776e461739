import { Download } from 'lucide-react'
import { CopyButton } from '#components/exports/copy-button.tsx'
import { exportFileHref } from '#components/exports/queries.ts'
import { formatBytes, formatNumber } from '#components/ui/format.ts'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { ExportFile, ExportView } from '#lib/exports/contract.ts'

/** The files of an export, to download and to check. The manifest cannot hold its own hash, so it shows none. */
export function ExportFiles({ export: { id, manifest } }: { export: ExportView }) {
  const sums = manifest.files.map((file) => `${file.sha256}  ${file.name}\n`).join('')
  return (
    <>
      <Table aria-label="Files of the export">
        <thead>
          <tr>
            <Th>File</Th>
            <Th numeric>Rows</Th>
            <Th numeric>Size</Th>
            <Th>SHA-256</Th>
          </tr>
        </thead>
        <tbody>
          {manifest.files.map((file) => (
            <FileRow key={file.name} exportId={id} file={file} />
          ))}
          <FileRow exportId={id} file={{ name: 'manifest.json', rows: null, bytes: null, sha256: null }} />
        </tbody>
      </Table>
      <p className="mt-3 flex flex-wrap items-center gap-1 text-[13px] text-muted">
        To check the files, put them into one folder and give these lines to <code className="font-mono">sha256sum -c</code>:
        <CopyButton text={sums} label="Copy the check lines" />
      </p>
    </>
  )
}

interface FileRowProps {
  exportId: string
  file: Pick<ExportFile, 'name' | 'rows'> & { bytes: number | null; sha256: string | null }
}

function FileRow({ exportId, file: { name, rows, bytes, sha256 } }: FileRowProps) {
  return (
    <tr>
      <Td className="whitespace-nowrap">
        <a href={exportFileHref(exportId, name)} download={name} className="inline-flex items-center gap-1.5 font-medium text-accent hover:underline">
          <Download size={14} aria-hidden="true" />
          {name}
        </a>
      </Td>
      <Td numeric>{rows === null ? '–' : formatNumber(rows)}</Td>
      <Td numeric className="whitespace-nowrap">
        {bytes === null ? '–' : formatBytes(bytes)}
      </Td>
      <Td>
        {sha256 ? (
          <span className="flex items-center gap-1">
            <code className="font-mono text-[13px] whitespace-nowrap text-muted">{sha256}</code>
            <CopyButton text={sha256} label={`Copy the SHA-256 of ${name}`} />
          </span>
        ) : (
          <span className="text-faint">holds the hashes of the others</span>
        )}
      </Td>
    </tr>
  )
}
