import { missingRoles } from '#components/import/column-mapping.tsx'
import { PreviewPairs } from '#components/import/preview-pairs.tsx'
import { PreviewProblems } from '#components/import/preview-problems.tsx'
import { EmptyState, Panel } from '#components/ui/panel.tsx'
import type { Preview } from '#lib/pairs/detect.ts'

/** What the first rows of the file become. */
export function PreviewReport({ preview }: { preview: Preview }) {
  const { pairs, errors, skipped } = preview
  const rows = pairs.length + errors.length + skipped.length
  const problems = errors.length + skipped.length
  if (missingRoles(preview).length > 0) {
    return (
      <Panel title="First rows of the file">
        <pre className="overflow-x-auto text-xs text-muted">{errors.map(({ raw }) => raw).join('\n')}</pre>
      </Panel>
    )
  }
  return (
    <>
      {problems > 0 ? (
        <Panel title={rows === 1 ? 'The only row read does not become a pair' : `${problems} of the first ${rows} rows ${problems === 1 ? 'does' : 'do'} not become ${problems === 1 ? 'a pair' : 'pairs'}`}>
          <PreviewProblems errors={errors} skipped={skipped} />
        </Panel>
      ) : null}
      <Panel title={pairs.length > 0 ? `First ${pairs.length === 1 ? 'pair' : `${pairs.length} pairs`}` : 'Pairs'}>
        {pairs.length > 0 ? (
          <PreviewPairs pairs={pairs} />
        ) : (
          <EmptyState title="No pairs in the first rows">Choose another format or other columns above, or another file.</EmptyState>
        )}
      </Panel>
    </>
  )
}
