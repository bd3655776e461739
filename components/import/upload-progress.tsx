import { Button } from '#components/ui/button.tsx'
import { formatBytes, formatPercent } from '#components/ui/format.ts'
import { Panel } from '#components/ui/panel.tsx'
import { ProgressBar } from '#components/ui/progress.tsx'

interface UploadProgressProps {
  file: { name: string; size: number }
  /** From 0 to 1. */
  ratio: number
  onCancel: () => void
}

/** A file on its way up, and then being looked at. */
export function UploadProgress({ file, ratio, onCancel }: UploadProgressProps) {
  return (
    <Panel title="Uploading">
      <div className="flex flex-col gap-2">
        <div className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 truncate font-medium">{file.name}</span>
          <span className="shrink-0 text-muted tabular-nums">
            {ratio < 1 ? `${formatBytes(file.size * ratio)} of ${formatBytes(file.size)} · ${formatPercent(ratio)}` : 'Reading its first records…'}
          </span>
        </div>
        <ProgressBar value={ratio < 1 ? ratio : null} label={`Upload of ${file.name}`} />
        <div className="mt-1">
          <Button size="sm" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </div>
    </Panel>
  )
}
