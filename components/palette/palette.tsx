'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useDatasets } from '#components/api/datasets.ts'
import { useKeptPlaces } from '#components/palette/kept-places.ts'
import { PaletteBox } from '#components/palette/palette-box.tsx'
import type { PaletteItem } from '#components/palette/palette-items.ts'
import { openPalette, useOpenPalette, type OpenPalette } from '#components/palette/palette-store.ts'
import { useReviewKeys } from '#components/review/use-review-keys.ts'
import { useChosenDataset } from '#components/shell/chosen-dataset.ts'
import { datasetPagesFor } from '#components/shell/sidebar.tsx'
import type { Actor } from '#lib/auth/contract.ts'

const places = [
  { href: '/', label: 'Datasets' },
  { href: '/my-work', label: 'My work' },
  { href: '/mentions', label: 'Mentions' },
  { href: '/runs', label: 'Runs' },
  { href: '/checkers', label: 'Checkers' },
  { href: '/settings/endpoints', label: 'Endpoints' },
  { href: '/settings/hub', label: 'Hugging Face Hub' },
  { href: '/settings/keyboard', label: 'Keyboard' },
  { href: '/settings', label: 'People' },
]

/** Everything by name, on every page: what the screen can do, all pages and datasets, and the saved views, runs and exports of this one. Ctrl or Cmd+K opens it. */
export function Palette({ actor }: { actor: Actor }) {
  const open = useOpenPalette()
  useReviewKeys((command) => {
    if (command === 'palette') openPalette('everything')
  }, false)
  return open === null ? null : <Opened {...open} actor={actor} />
}

function Opened({ mode, offered, once, actor }: OpenPalette & { actor: Actor }) {
  const router = useRouter()
  const pathname = usePathname()
  const datasetId = useChosenDataset()
  const { data: datasets } = useDatasets()
  const kept = useKeptPlaces(datasetId)
  const page = (href: string, group: string, label: string): PaletteItem => ({ id: `${group} ${href}`, group, label, run: () => router.push(href) })
  const items = [
    ...offered,
    ...(datasetId ? datasetPagesFor(actor).map(({ path, label }) => page(`/datasets/${datasetId}/${path}`, 'This dataset', label)) : []),
    ...places.map(({ href, label }) => page(href, 'Pages', label)),
    ...kept.map(({ href, group, label }) => page(href, group, label)),
    ...(datasets ?? []).filter(({ id }) => id !== datasetId).map(({ id, name }) => page(`/datasets/${id}/review`, 'Datasets', name)),
  ].filter(({ id }) => !id.endsWith(` ${pathname}`))
  return <PaletteBox items={items} searches={mode === 'search'} once={once} />
}
